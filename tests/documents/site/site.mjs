// The site as people use it, in Chromium, from a file and without a network.
//
//   node site.mjs <folder of the sites that the example `site` writes> [part of the name of a test]
//
// `pdftotext` reads what is printed. Chromium is taken from CHROMIUM, or else from where Debian puts it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { measure } from "./speed.mjs";

const [folder, part = ""] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node site.mjs <folder of the sites>");
  process.exit(2);
}
const site = (name) => join(resolve(folder), name);
const [rich, long, split] = ["rich", "long", "split"].map(site);
const probes = JSON.parse(readFileSync(site("probes.json"), "utf8"));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  console.error(`${executablePath} is not there\nhelp: apt-get install chromium, or set CHROMIUM`);
  process.exit(2);
}
const index = (folder) => pathToFileURL(join(folder, "index.html")).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const args = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// Whether an element is where one looks: the page scrolls after it has opened.
async function isInSight(page, selector, from, to) {
  let y;
  for (let times = 0; times < 200; times += 1) {
    ({ y } = await page.locator(selector).boundingBox());
    if (y >= from && y < to) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`${selector} is where one looks: ${y}`);
}

// Every page of every test is watched: nothing may go wrong in silence, and nothing may be fetched.
const complaints = [];
async function browser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "site-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, args, viewport: { width: 1280, height: 800 }, bypassCSP: false, ...options,
  });
  const page = context.pages()[0];
  page.on("console", (message) => {
    // Chromium's hints on speed are no complaints.
    if (message.type() !== "verbose") complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") || request.resourceType() !== "document") {
      complaints.push(`request: ${request.url()}`);
    }
  });
  return {
    page,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

const shown = (page) => page.$$eval("details.code h3", (all) =>
  all.filter((title) => title.closest("[hidden], .gone") === null).map((title) => title.textContent));
const shownOrRetired = (page) => page.$$eval(".code h3, .retired dt code", (all) =>
  all.filter((title) => title.closest("[hidden], .gone") === null).map((title) => title.textContent));
const every = (page) => page.$$eval("details.code h3", (all) => all.map((title) => title.textContent));
const facts = (page) => page.$$eval("details.code", (all) => all.map((code) => ({
  name: code.querySelector("h3").textContent, domain: code.closest("section").dataset.domain, ...code.dataset,
})));
const openSite = async (page, folder, rest = "") => {
  await page.goto("about:blank");
  await page.goto(index(folder) + rest);
};
const open = (page, rest) => openSite(page, rich, rest);
// The text of each page of paper.
const printed = async (page) => {
  const folder = mkdtempSync(join(tmpdir(), "print-"));
  try {
    await page.pdf({ path: join(folder, "site.pdf"), format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" } });
    const text = execFileSync("pdftotext", ["-layout", "-enc", "UTF-8", join(folder, "site.pdf"), "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
    return text.split("\f").slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
const focused = (page) => page.evaluate(() => document.activeElement.closest(".code")?.querySelector("h3").textContent ?? document.activeElement.id);

const tests = {
  async "search goes over codes, messages, descriptions and causes"(page) {
    await open(page);
    const all = await every(page);
    for (const [asked, expected] of [
      // The first is to be replaced by the second.
      ["AUTH_TOKEN_EXPIRED", ["AUTH_TOKEN_BAD", "AUTH_TOKEN_EXPIRED"]],
      ["token expired", ["AUTH_TOKEN_BAD", "AUTH_TOKEN_EXPIRED"]],
      ["ｔｏｋｅｎ　ＥＸＰＩＲＥＤ", ["AUTH_TOKEN_BAD", "AUTH_TOKEN_EXPIRED"]],
      ["見つかりません", null],
      ["時間枠", ["RESERVATION_SLOT_UNAVAILABLE"]],
      ["somebody else was faster", ["RESERVATION_SLOT_UNAVAILABLE"]],
      ["slip of the finger", ["AUTH_INVALID_CREDENTIALS"]],
      ["电子邮件地址或密码不正确", ["AUTH_INVALID_CREDENTIALS"]],
      ["Địa chỉ e-mail hoặc", ["AUTH_INVALID_CREDENTIALS"]],
      ["dia chi e-mail hoac", ["AUTH_INVALID_CREDENTIALS"]],
      ["AUTH_SESSION_OLD", ["AUTH_TOKEN_EXPIRED"]],
    ]) {
      await page.fill("[type=search]", asked);
      const found = await shown(page);
      if (expected) assert.deepEqual(found, expected, asked);
      else assert.ok(found.length > 1 && found.length < all.length, asked);
    }
    const [status] = await page.$$eval(".found", (all) => all.map((status) => status.textContent));
    assert.equal(status, `1 of ${all.length} codes`);
    await page.fill("[type=search]", "");
    assert.deepEqual(await shown(page), all);
  },

  async "search finds words in any order, as they begin, and with or without marks"(page) {
    await open(page);
    for (const [asked, expected] of [
      ["expired token", ["AUTH_TOKEN_BAD", "AUTH_TOKEN_EXPIRED"]],
      ["hour session expir 401", ["AUTH_TOKEN_EXPIRED"]],
      ["phien dang nhap da het han", ["AUTH_TOKEN_EXPIRED"]],
      ["Phiên đăng nhập đã hết hạn", ["AUTH_TOKEN_EXPIRED"]],
      ["hạn phien HET", ["AUTH_TOKEN_EXPIRED"]],
      ["登录 过期", ["AUTH_TOKEN_EXPIRED"]],
      ["過期　登入", ["AUTH_TOKEN_EXPIRED"]],
      ["セッション 期限 401", ["AUTH_TOKEN_EXPIRED"]],
      ["ｾｯｼｮﾝの有効期限", ["AUTH_TOKEN_EXPIRED"]],
      ["expired_at", ["AUTH_TOKEN_EXPIRED"]],
      ["cheques no longer", ["PAYMENT_CHEQUE_BOUNCED"]],
      ["user_locked", ["USER_LOCKED"]],
    ]) {
      await page.fill("[type=search]", asked);
      assert.deepEqual(await shownOrRetired(page), expected, asked);
      assert.equal(await page.locator("#page\\:empty").isVisible(), false, asked);
    }
    // The words of a domain's description stand for its codes.
    await page.fill("[type=search]", "sign-in and sessions");
    assert.deepEqual(await shown(page), (await every(page)).filter((name) => name.startsWith("AUTH_")));
  },

  async "a set is found by its words, and is no retired code"(page) {
    const sets = (page) => page.$$eval(".sets dl > div", (all) =>
      all.filter((set) => set.closest("[hidden], .gone") === null).map((set) => set.querySelector("dt").textContent));
    const status = (page) => page.textContent("#page\\:status");
    await open(page);
    const all = await every(page);
    assert.deepEqual(await sets(page), ["SignUp"]);
    const lines = await page.$eval(".sets dt code", (name) => getComputedStyle(name).textDecorationLine);
    assert.equal(lines, "none");
    // Words of the set alone.
    await page.fill("[type=search]", "what signing up can answer");
    assert.deepEqual([await sets(page), await shownOrRetired(page)], [["SignUp"], []]);
    assert.equal(await status(page), `0 of ${all.length} codes, 1 set`);
    assert.equal(await page.locator("#page\\:empty").isVisible(), true);
    // Words of a retired code alone: each section comes and goes for itself.
    await page.fill("[type=search]", "cheques no longer");
    assert.deepEqual([await sets(page), await shownOrRetired(page)], [[], ["PAYMENT_CHEQUE_BOUNCED"]]);
    assert.equal(await status(page), `0 of ${all.length} codes, 1 retired`);
    assert.equal(await page.locator(".sets").evaluate((section) => section.classList.contains("gone")), true);
    assert.equal(await page.locator(".retired").evaluate((section) => section.classList.contains("gone")), false);
    await page.fill("[type=search]", "zzzzqqqq");
    for (const section of [".sets", ".retired"]) {
      assert.equal(await page.locator(section).evaluate((section) => section.classList.contains("gone")), true, section);
    }
    await page.fill("[type=search]", "");
    assert.deepEqual(await sets(page), ["SignUp"]);
  },

  async "search finds the value of every key, for those who may see it"(page) {
    for (const name of ["keys", "keys-public", "split", "split-public"]) {
      await openSite(page, site(name));
      const isPublic = name.endsWith("public");
      for (const probe of probes) {
        await page.fill("[type=search]", probe.text);
        // Rows out of sight are drawn in later frames, or at once for a printer.
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        const found = await shownOrRetired(page);
        const told = `${name}: ${probe.text}`;
        if (isPublic && !probe.isPublic) assert.ok(!probe.isPlanted || found.length === 0, told);
        else if (probe.isPlanted) assert.deepEqual(found, [probe.code], told);
        else assert.ok(found.includes(probe.code), told);
      }
    }
  },

  async "a misspelt code is answered with the nearest one"(page) {
    await open(page);
    await page.fill("[type=search]", "AUTH_TOKNE_EXPIRED");
    assert.deepEqual(await shown(page), []);
    await page.getByRole("button", { name: "AUTH_TOKEN_EXPIRED" }).click();
    assert.deepEqual(await shown(page), ["AUTH_TOKEN_BAD", "AUTH_TOKEN_EXPIRED"]);
    await page.fill("[type=search]", "zzzzqqqq");
    assert.ok(await page.getByText("No code matches.").isVisible());
    await page.getByRole("button", { name: "Show all codes" }).click();
    assert.deepEqual(await shown(page), await every(page));
  },

  async "each filter keeps its codes"(page) {
    await open(page);
    const all = await facts(page);
    for (const facet of ["status", "class", "severity", "level"]) {
      const values = await page.$$eval(`.filters [name=${facet}]`, (all) => all.map((box) => box.value));
      assert.deepEqual(new Set(values), new Set(all.map((code) => code[facet])), facet);
      for (const value of values) {
        const box = page.locator(`.filters [name=${facet}][value="${value}"]`);
        await box.check();
        assert.deepEqual(await shown(page), all.filter((code) => code[facet] === value).map(({ name }) => name), value);
        assert.equal(new URL(page.url()).searchParams.get(facet), value);
        await box.uncheck();
      }
    }
    await page.check(".filters [name=status][value='404']");
    await page.check(".filters [name=status][value='409']");
    assert.deepEqual(await shown(page), all.filter(({ status }) => ["404", "409"].includes(status)).map(({ name }) => name));
    await page.click(".domains a[data-domain=USER]");
    assert.deepEqual(await shown(page), all.filter(({ domain, status }) => domain === "USER" && ["404", "409"].includes(status)).map(({ name }) => name));
    assert.equal(await page.getAttribute(".domains a[data-domain=USER]", "aria-current"), "true");
    await page.click(".domains a[data-domain=USER]");
    await page.getByRole("button", { name: "Clear all" }).click();
    assert.deepEqual(await shown(page), all.map(({ name }) => name));
  },

  async "the picture leads to the codes behind it"(page) {
    await open(page);
    const all = await facts(page);
    await page.click(".chart a[aria-label^='AUTH, 401']");
    assert.deepEqual(await shown(page), all.filter(({ domain, status }) => domain === "AUTH" && status === "401").map(({ name }) => name));
  },

  async "a filtered view can be shared, and going back comes back"(page) {
    await open(page, "?q=token&status=401");
    const view = await shown(page);
    assert.ok(view.length > 0 && view.every((name) => name.startsWith("AUTH_")));
    assert.equal(await page.inputValue("[type=search]"), "token");
    await open(page);
    await page.fill("[type=search]", "予約");
    await page.waitForFunction(() => location.search.includes("q="));
    const address = page.url();
    const found = await shown(page);
    await page.check(".filters [name=status][value='404']");
    await page.goBack();
    assert.deepEqual(await shown(page), found);
    await page.goto("about:blank");
    await page.goto(address);
    assert.deepEqual(await shown(page), found);
  },

  async "every action has a key"(page) {
    await open(page);
    await page.keyboard.press("/");
    assert.equal(await focused(page), "page:query");
    await page.keyboard.type("予約");
    const hits = await shown(page);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(page), hits[0]);
    await page.keyboard.press("j");
    assert.equal(await focused(page), hits[1]);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(page), hits[2]);
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), "page:query");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.deepEqual(await page.$$eval("details.code[open] h3", (all) => all.map((title) => title.textContent)), [hits[0]]);
    await page.keyboard.press("Escape");
    assert.equal(await page.inputValue("[type=search]"), "");
    assert.deepEqual(await shown(page), await every(page));
    // Enter in the search opens the best: the code itself before others that mention it.
    await page.keyboard.type("user_not_found");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "USER_NOT_FOUND");
    await open(page);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    assert.ok((await page.locator(".skip").boundingBox()).y >= 0, "the skip link is seen when it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "page:codes");
  },

  async "the focus is seen"(page) {
    await open(page);
    for (const selector of ["[type=search]", ".code > summary", ".domains a", ".theme"]) {
      await page.locator(selector).first().focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(outline, "none", selector);
    }
  },

  async "a link opens its code, also by a former name"(page) {
    const opened = () => page.$$eval("details.code[open]", (all) => all.map((code) => [code.querySelector("h3").textContent, code.classList.contains("at")]));
    await open(page, "#AUTH_TOKEN_EXPIRED");
    assert.deepEqual(await opened(), [["AUTH_TOKEN_EXPIRED", true]]);
    await isInSight(page, ".code[open] > summary", 50, 200);
    await open(page, "#AUTH_SESSION_OLD");
    assert.deepEqual(await opened(), [["AUTH_TOKEN_EXPIRED", true]]);
    await open(page, "?q=payment#USER_LOCKED");
    assert.ok(await page.getByText("use AUTH_ACCOUNT_LOCKED").isVisible());
    assert.equal(page.url(), index(rich) + "#USER_LOCKED", "the address is still that of the code");
    await page.click("#USER_LOCKED a");
    assert.deepEqual(await opened(), [["AUTH_ACCOUNT_LOCKED", true]]);
    await open(page, "?q=payment#USER_NOT_FOUND");
    assert.deepEqual(await opened(), [["USER_NOT_FOUND", true]]);
    assert.ok(await page.locator("[id='USER_NOT_FOUND']").isVisible(), "a filter does not hide what a link asks for");
    await open(page, "#no such code");
    assert.deepEqual(await opened(), []);
  },

  async "every code opens, in every dialect"(page) {
    await open(page);
    const broken = await page.evaluate(async () => {
      const broken = [];
      for (const code of document.querySelectorAll("details.code")) {
        code.open = true;
        await new Promise((done) => setTimeout(done));
        for (const tab of code.querySelectorAll(".tabs input")) {
          tab.click();
          const seen = [...code.querySelectorAll(".bodies pre")].filter((pre) => pre.checkVisibility());
          try {
            if (seen.length !== 1) throw new Error(`${seen.length} are shown`);
            JSON.parse(seen[0].querySelector("code").textContent);
          } catch (error) {
            broken.push(`${code.querySelector("h3").textContent} ${tab.value}: ${error.message}`);
          }
        }
      }
      return broken;
    });
    assert.deepEqual(broken, []);
  },

  async "the dialect that was chosen is remembered"(page) {
    await open(page, "#USER_NOT_FOUND");
    await page.locator(".code[open] .tabs label", { hasText: "problem" }).click();
    await open(page, "#AUTH_TOKEN_EXPIRED");
    assert.ok(await page.locator(".code[open] pre", { hasText: "application/problem+json" }).isVisible());
    await page.evaluate(() => localStorage.clear());
  },

  async "code, link and JSON are copied"(page) {
    await open(page, "?q=user#USER_NOT_FOUND");
    const copied = async (name) => {
      await page.evaluate(() => {
        globalThis.written = "";
        navigator.clipboard.writeText = async (text) => { globalThis.written = text; };
      });
      await page.locator(".code[open]").getByRole("button", { name }).click();
      await page.waitForFunction(() => globalThis.written !== "");
      return page.evaluate(() => globalThis.written);
    };
    assert.equal(await copied("Copy code"), "USER_NOT_FOUND");
    assert.equal(await copied("Copy link"), index(rich) + "#USER_NOT_FOUND");
    assert.equal(JSON.parse(await copied("Copy JSON")).error.code, "USER_NOT_FOUND");
  },

  async "the theme follows the system, and a choice is remembered"(page) {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await open(page);
    const light = await paper();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await paper();
    assert.notEqual(dark, light);
    const button = page.locator(".theme");
    assert.equal(await button.getAttribute("aria-label"), "Theme: Auto");
    await button.click();
    assert.equal(await paper(), light);
    await page.reload();
    assert.equal(await paper(), light, "the choice is remembered");
    await button.click();
    await page.emulateMedia({ colorScheme: "light" });
    assert.equal(await paper(), dark);
    await button.click();
    assert.equal(await paper(), light);
  },

  async "messages are in the language that is chosen, and so is the address"(page) {
    const english = "Your session has ended; please sign in again";
    const japanese = "セッションの有効期限が切れました。もう一度ログインしてください";
    const message = page.locator(".code", { has: page.locator("#AUTH_TOKEN_EXPIRED") }).locator(".message");
    const bodies = () => page.locator("#AUTH_TOKEN_EXPIRED .bodies").textContent();
    const languages = page.getByLabel("Language of the messages");
    await open(page, "?q=token");
    assert.deepEqual(await languages.locator("option").allTextContents(), ["日本語", "English", "中文（台灣）", "中文（中国）", "Tiếng Việt"]);
    assert.equal(await message.textContent(), japanese);
    await languages.selectOption("en");
    assert.equal(await message.textContent(), english);
    assert.equal(new URL(page.url()).searchParams.get("lang"), "en");
    assert.equal(new URL(page.url()).searchParams.get("q"), "token");
    const wrong = await page.$$eval(".code .message", (all) => all.filter(({ lang, textContent }) => lang !== "en" || /[\u3040-\u30ff]/.test(textContent)).length);
    assert.equal(wrong, 0, "all are in English");
    // Values stand in the place of the fields, as in the default language.
    assert.deepEqual(await page.$$eval("details.code:not(:has(.facts a[href='#USER_NOT_FOUND'])) .message", (all) => all.map(({ textContent }) => textContent).filter((text) => text.includes("{"))), []);
    await page.goBack();
    assert.equal(await message.textContent(), japanese);
    await page.goForward();
    assert.equal(await message.textContent(), english);
    // The bodies follow, whether they are open, opened or printed.
    assert.ok((await bodies()).includes(japanese));
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.ok((await bodies()).includes(`"${english}"`) && !(await bodies()).includes(japanese));
    await open(page, "?lang=vi#AUTH_TOKEN_EXPIRED");
    const vietnamese = "Phiên đăng nhập đã hết hạn, vui lòng đăng nhập lại";
    assert.equal(await message.textContent(), vietnamese);
    assert.ok((await bodies()).includes(`"${vietnamese}"`) && (await bodies()).includes(`"locale": "vi"`));
    assert.ok((await page.$$eval("#AUTH_TOKEN_EXPIRED .bodies i[lang]", (all) => all.map(({ lang }) => lang))).every((lang) => lang === "vi"));
    // The choice is remembered, and then said in the address.
    await open(page);
    assert.equal(new URL(page.url()).searchParams.get("lang"), "en");
    assert.equal(await message.textContent(), english);
    await open(page, "?lang=klingon");
    assert.equal(await message.textContent(), japanese);
    await page.evaluate(() => localStorage.clear());
    await openSite(page, split, "?lang=en");
    await page.locator(".line").first().click();
    await page.waitForURL(/codes-.*[?]lang=en#/);
    assert.ok((await page.locator(".message").first().textContent()).startsWith("Operation"));
    await page.locator(".brand a").click();
    await page.waitForURL(/index.html[?]lang=en$/);
  },

  async "what is printed is whole, begins on the first page, and is in the language that is chosen"(page) {
    await openSite(page, site("domains"));
    // The rows of a search that was taken back a moment ago are drawn as well.
    await page.evaluate(() => {
      const query = document.querySelector("[type=search]");
      for (query.value of ["no such code", ""]) query.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const codes = await page.$$eval("details.code h3", (all) => all.map(({ textContent }) => textContent));
    const pages = await printed(page);
    assert.ok(pages[0].includes("DOMAIN0") && pages[0].includes("DOMAIN9"), "the chart begins on the first page");
    const words = new Set(pages.join(" ").split(/\s+/));
    assert.deepEqual(codes.filter((code) => !words.has(code)), []);
    for (const [at, text] of pages.slice(0, -1).entries()) {
      assert.ok(text.replace(/\s/g, "").length > 300, `page ${at + 1} is nearly blank: ${text}`);
    }
    await open(page, "?lang=vi");
    const names = new Set(await every(page));
    for (const [at, text] of (await printed(page)).entries()) {
      const begun = text.split("\n").filter((line) => names.has(line.trim().split(/\s/)[0]) && /\b[45]\d\d [A-Z]/.test(line)).length;
      const ended = text.split(/\bVariant\b/).length - 1;
      assert.equal(begun, ended, `page ${at + 1} breaks a code:\n${text}`);
    }
    await page.evaluate(() => localStorage.clear());
  },

  async "hostile texts stay texts"(page) {
    const attack = encodeURIComponent("\"><img src=x onerror=alert(1)>");
    for (const rest of ["", `?q=${attack}&domain=${attack}&lang=${attack}&status=${attack}`, `#${attack}`]) {
      await openSite(page, site("hostile"), rest);
      for (const asked of ["<script>", "javascript:alert(1)", "onerror", "zzz <img src=x>", ""]) {
        await page.fill("[type=search]", asked);
      }
      await page.locator(".language select").selectOption("ar");
      await page.$$eval("details", (all) => all.forEach((details) => { details.open = true; }));
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      assert.equal(await page.locator("img, iframe, script + script, [onerror]").count(), 0);
      const links = await page.$$eval("a[href]", (all) => all.map(({ protocol }) => protocol));
      assert.deepEqual(links.filter((protocol) => protocol !== "file:" && protocol !== "https:"), []);
      assert.ok((await page.locator(".message").first().textContent()).includes("<img src=x onerror=alert(1)>"));
    }
    await page.evaluate(() => localStorage.clear());
  },

  async "the focus follows the order of reading"(page) {
    await open(page);
    const order = [];
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press("Tab");
      order.push(await page.evaluate(() => {
        const parts = { ".skip": "skip", "[type=search]": "search", ".language": "language", ".theme": "theme", ".domains": "domains", ".filters": "filters", ".overview": "chart", ".code": "codes" };
        return Object.entries(parts).find(([selector]) => document.activeElement.closest(selector))?.[1];
      }));
    }
    assert.deepEqual(order.filter((part, at) => part !== order[at - 1]), ["skip", "search", "language", "theme", "domains", "filters", "chart"].concat(order.includes("codes") ? ["codes"] : []));
  },

  async "nothing moves for readers who want no motion"(page) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page);
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((element) => ["", "::before"].map((pseudo) => getComputedStyle(element, pseudo)))
      .filter(({ transitionDuration, animationName }) => transitionDuration !== "0s" || animationName !== "none").length);
    assert.equal(moving, 0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
  },

  async "a narrow screen needs no sideways scrolling"(page) {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const rest of ["", "#AUTH_INVALID_CREDENTIALS", "#RESERVATION_SLOT_UNAVAILABLE", "?q=予約", "?lang=vi"]) {
      await open(page, rest);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      const wide = await page.evaluate(() => [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility() && !element.closest(".scroll, .quiet, .skip") && element.getBoundingClientRect().right > innerWidth + 0.5)
        .map((element) => element.className || element.tagName));
      assert.deepEqual(wide, [], rest);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, rest);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  },

  async "print shows every code and no controls"(page) {
    await open(page);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".bar").isVisible(), false);
    const heights = await page.$$eval(".code .body", (all) => all.map((body) => body.getBoundingClientRect().height));
    assert.ok(heights.every((height) => height > 100), "every code is printed whole");
    await page.emulateMedia({ media: "screen" });
  },

  async "axe finds nothing, in either theme, closed, open and empty"(page) {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const rest of ["", "#AUTH_INVALID_CREDENTIALS", "#RESERVATION_SLOT_UNAVAILABLE", "?q=予約", "?q=zzzzzz", "?domain=AUTH&status=401", "#USER_LOCKED", "?lang=vi&q=user_locked"]) {
        await open(page, rest);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html}\n${node.failureSummary}`).join("\n")}`);
        assert.deepEqual(told, [], `${colorScheme} ${rest}`);
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
  },
};

async function withoutScript() {
  const { page, close } = await browser({ javaScriptEnabled: false });
  await page.goto(index(rich));
  for (const control of ["[type=search]", ".language", ".theme", ".filters", ".keys", ".empty"]) {
    assert.equal(await page.locator(control).isVisible(), false, `${control} is of no use without a script`);
  }
  const summary = page.locator(".code", { has: page.locator("#AUTH_TOKEN_EXPIRED") }).locator("summary");
  assert.ok(await summary.isVisible());
  await summary.click();
  const body = page.locator("#AUTH_TOKEN_EXPIRED");
  assert.ok(await body.isVisible());
  await body.locator("label", { hasText: "problem" }).click();
  assert.ok(await body.locator("pre", { hasText: "application/problem+json" }).isVisible());
  assert.ok(await page.locator(".chart").isVisible());
  assert.equal(await page.locator("summary .message").first().getAttribute("lang"), "ja");
  await page.click(".domains a >> text=USER");
  assert.equal(new URL(page.url()).hash, "#domain:USER");
  // A browser opens what a link leads into, by itself.
  await page.goto("about:blank");
  await page.goto(index(rich) + "#USER_NOT_FOUND");
  assert.ok(await page.locator("#USER_NOT_FOUND").isVisible());
  await close();
}

// Runs in the page: asks for this and that, and tells where what is seen is not what was asked for.
async function wrongAfterKeys() {
  const query = document.querySelector("[type=search]");
  const codes = [...document.querySelectorAll(".code")].map((element) => ({
    element, text: [...element.querySelectorAll("summary > *, .find, .facts > div:not(.derived) > dd")].map(({ textContent }) => textContent).join("\n").toLowerCase(),
  }));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const shown = () => codes.filter(({ element }) => element.closest("[hidden], .gone") === null);
  const inSight = ({ element }) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  };
  const wrong = [];
  const same = (what, some, others) => {
    if (some.length !== others.length || some.some((code, at) => code !== others[at])) {
      wrong.push(`${what}: ${some.length} in the place of ${others.length}`);
    }
  };
  const hurry = {
    wait: async () => { for (let at = 0; at < 20; at += 1) await frame(); },
    print: async () => { dispatchEvent(new Event("beforeprint")); },
    end: async () => { scrollTo(0, document.documentElement.scrollHeight); await frame(); },
    back: async () => { dispatchEvent(new PopStateEvent("popstate")); },
  };
  for (const [name, goOn] of Object.entries(hurry)) {
    for (const asked of ["処理 12", "", "operation 7", "TOKEN", "operation 7", "b", "zzz", "", "できません", "処理 12"]) {
      query.value = asked;
      query.dispatchEvent(new Event("input", { bubbles: true }));
      const expected = codes.filter(({ text }) => asked.split(" ").every((word) => text.includes(word.toLowerCase())));
      const now = shown().filter(inSight);
      same(`${name}, ${asked}, in sight`, now, expected.slice(0, now.length));
      if (asked && now.length === 0 && expected.length > 0) wrong.push(`${name}, ${asked}: nothing is in sight`);
      // Whoever comes back comes back to what the address says.
      if (name === "back") history.replaceState(null, "", "?q=" + encodeURIComponent(asked));
      await goOn();
      same(`${name}, ${asked}`, shown(), expected);
      await frame();
    }
  }
  return wrong;
}

let failed = 0;
async function run(name, test) {
  if (!name.includes(part)) return;
  const before = complaints.length;
  try {
    await test();
    assert.deepEqual(complaints.slice(before), [], "the page complains or asks the network");
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack ?? error}`);
  }
}

const { page, close } = await browser();
for (const [name, test] of Object.entries(tests)) await run(name, () => test(page));
// A figure of this machine; whether the search is right is asserted below.
await run("how long the search of 2,000 codes takes", async () => {
  const { keys, frames } = await measure(page, index(long));
  for (const [name, { count, median, p95, max }] of Object.entries({ keys, frames })) {
    console.log(`        ${count} ${name}: median ${median} ms, p95 ${p95} ms, max ${max} ms`);
  }
});
await run("a search of 2,000 codes is right in sight at once, and everywhere soon", async () => {
  await page.goto(index(long));
  const wrong = await page.evaluate(wrongAfterKeys);
  assert.deepEqual(wrong, []);
});
await run("a link to a retired code leads there from any search, however much is drawn for it", async () => {
  await page.goto("about:blank");
  await page.goto(index(long) + "?q=TOKEN");
  // Not every browser keeps in place what is in sight.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { overflow-anchor: none; }");
    document.adoptedStyleSheets = [sheet];
  });
  await page.evaluate(() => { location.hash = "#USER_TOKEN_OLD"; });
  await page.waitForTimeout(500);
  await isInSight(page, "#USER_TOKEN_OLD", 0, 800);
});
await close();
await run("every text can be read without a script", withoutScript);
process.exit(failed ? 1 : 0);
