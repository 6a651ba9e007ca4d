# Everything anyone needs to build, run and test DineQR. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

TARGET := $(or $(CARGO_TARGET_DIR),target)
CARGO_FLAGS := --locked
# The same selection for every cargo command of tests, so that nothing is built twice under other features.
WHOLE := --workspace --all-targets --all-features $(CARGO_FLAGS)

WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/build/*' \
	-not -path 'web/.svelte-kit/*' -not -name '*.test.ts' -not -path 'web/scripts/*' 2>/dev/null)

# Our browser is Debian's; packages must not fetch another.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

.PHONY: help run build web release dev check test test-rust test-shared bench types
.PHONY: fmt-check clippy web-check web-test api-check e2e axe bytes screenshots bench-server bench-web socket-test cluster-test architecture licences debug
.PHONY: deploy-check

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

run: build ## Build everything and serve the demo at http://127.0.0.1:8080
	@exec $(TARGET)/release/dineqr serve --demo $(ARGS)

build: release ## Build the web apps and target/release/dineqr

release: web
	cargo build --release $(CARGO_FLAGS) -p dineqr-server

# --- The web apps: npm only when the lock file changed, vite only when a source did ---

web: web/build/index.html ## Build the web apps

web/build/index.html: web/node_modules/.installed $(WEB_SOURCES)
	cd web && npm run build
	@touch $@

%/node_modules/.installed: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund
	@touch $@

# --- Working on it ---

dev: web/node_modules/.installed web/build/index.html ## Serve the demo and rebuild on every change; Ctrl-C ends it
	@exec scripts/dev

check: fmt-check clippy web-check ## The fast part of the tests: format, lints, types

types: web/node_modules/.installed ## Write docs/openapi.json and the web types anew from the code
	mkdir -p docs
	cargo run -q $(CARGO_FLAGS) --all-features -p dineqr-server -- openapi > $(TARGET)/openapi.json
	mv $(TARGET)/openapi.json docs/openapi.json
	cd web && npm run types

bench: bench-server bench-web ## Measure everything; see bench/README.md

bench-server: build bench/peer-node/node_modules/.installed ## Measure the server, beside floors and a peer
	@scripts/test-servers install
	cargo run --release $(CARGO_FLAGS) -p dineqr-bench -- --dineqr $(TARGET)/release/dineqr $(ARGS)

bench-web: build e2e/node_modules/.installed ## Measure the pages in the browser of a slow phone
	@scripts/need chromium
	DINEQR_BINARY=$(abspath $(TARGET))/release/dineqr node bench/web/main.mjs $(ARGS)

# --- Tests: each step can be made alone ---

test: ## Everything, with the minutes of each step
	@scripts/test

fmt-check:
	cargo fmt --all --check

clippy: web/build/index.html
	cargo clippy $(WHOLE) -- -D warnings

debug: web/build/index.html
	cargo build $(WHOLE)

test-rust: web/build/index.html
	scripts/test-servers run cargo test $(WHOLE)

# The server's tests once more, on MongoDB and Redis. Those that start processes choose their own back ends.
test-shared: web/build/index.html
	DINEQR_TEST_BACKENDS=shared scripts/test-servers run cargo test --workspace --all-features $(CARGO_FLAGS) \
		--test it -- --skip backup:: --skip crash:: --skip kv:: --skip moving:: --skip nightly:: --skip process::

architecture:
	scripts/check-architecture --self-test
	scripts/check-architecture

licences:
	scripts/check-licences

web-check: web/node_modules/.installed
	cd web && npm run check

web-test: web/node_modules/.installed
	cd web && npm test

api-check: web/node_modules/.installed
	@$(TARGET)/debug/dineqr openapi | diff -u docs/openapi.json - \
		|| { echo 'docs/openapi.json is stale: run `make types` and commit it' >&2; exit 1; }
	cd web && npm run types:check

e2e: e2e/node_modules/.installed
	@scripts/need chromium
	cd e2e && DINEQR_BINARY=$(abspath $(TARGET))/debug/dineqr npm test

axe: e2e/node_modules/.installed ## Check every page: axe in light, dark and Arabic, small screens, zoom, targets
	@scripts/need chromium
	cd e2e && DINEQR_BINARY=$(abspath $(TARGET))/debug/dineqr npm run test:axe

bytes: e2e/node_modules/.installed ## Weigh a guest's first visit
	@scripts/need chromium
	cd e2e && DINEQR_BINARY=$(abspath $(TARGET))/debug/dineqr npm run test:bytes

screenshots: debug e2e/node_modules/.installed ## Pictures of every page into e2e/screenshots
	@scripts/need chromium
	cd e2e && DINEQR_BINARY=$(abspath $(TARGET))/debug/dineqr npm run screenshots -- $(ARGS)

socket-test: e2e/node_modules/.installed
	cd e2e && DINEQR_BINARY=$(abspath $(TARGET))/debug/dineqr npm run test:socket

cluster-test: e2e/node_modules/.installed
	@scripts/need nginx
	@scripts/test-servers install
	cd e2e && DINEQR_BINARY=$(abspath $(TARGET))/debug/dineqr npm run test:cluster

# --- Python packages that a check needs, in an environment of their own ---

$(TARGET)/%-venv/.installed: scripts/%-requirements.txt
	python3 -m venv --clear $(@D) || { echo 'Python 3.11 or newer with venv is needed: sudo apt-get install python3-venv' >&2; exit 1; }
	$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

deploy-check: $(TARGET)/deploy-venv/.installed ## Check deploy/ as far as that goes without a container engine
	@scripts/need nginx systemd-analyze=systemd
	$(TARGET)/deploy-venv/bin/python scripts/check-deploy --self-test
	$(TARGET)/deploy-venv/bin/python scripts/check-deploy
