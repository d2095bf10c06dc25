"""HTTP only, by noun: `groups`, `roster`, `people`, `practice`, `honours`; what they share is in `pages`."""
