// The search, the filters and the keys of the site. Without it, all there is to read can be read.
(() => {
  "use strict";

  const root = document.documentElement;
  const part = (name) => document.getElementById("page:" + name);
  const remembered = {
    get(name) {
      try { return localStorage.getItem("error-catalog." + name); } catch { return null; }
    },
    set(name, value) {
      try { localStorage.setItem("error-catalog." + name, value); } catch { /* Not allowed here: then not remembered. */ }
    },
  };

  // The theme is put on before anything is painted.
  const THEMES = ["auto", "light", "dark"];
  let theme = THEMES.includes(remembered.get("theme")) ? remembered.get("theme") : "auto";
  const wear = () => {
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
  };
  wear();

  // Texts are compared without regard to case, width and, in Latin script, accents. Most are ASCII, which is quick.
  const ASCII = /^[\0-\x7f]*$/;
  const fold = (text) => ASCII.test(text) ? text.toLowerCase() : text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFD")
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1").replace(/đ/g, "d").normalize("NFC");

  // About how high a closed code is.
  const ROW = 78;
  // So many rows out of sight are brought up to date in a frame.
  const ROWS_A_FRAME = 16;
  const FACETS = ["status", "class", "severity", "level"];

  document.addEventListener("DOMContentLoaded", () => {
    const query = part("query");
    const alone = document.querySelector(".page.alone") !== null;
    const boxes = [...document.querySelectorAll(".filters input")];
    const around = [...document.querySelectorAll(".introduction, .overview")];
    const select = part("language")?.querySelector("select");
    const languages = [...select?.options ?? []].map((option) => option.value);
    const links = [...document.querySelectorAll(".domains a")];
    const numbers = new Intl.NumberFormat("en");
    let domain = "";
    let narrowed = false;
    let language = languages[0] ?? "";

    // Codes lie in rows, rows in sections; a browser lays out the rows that are in sight.
    const codes = [];
    const taken = (element) => {
      const handle = element.firstElementChild;
      const title = handle.getElementsByTagName("h3")[0];
      const message = handle.getElementsByClassName("message")[0];
      // All that the page shows of a code, except its example bodies and the names of its facts.
      const texts = Array.from(handle.children, (part) => part.textContent);
      for (const part of element.getElementsByClassName("find")) texts.push(part.textContent);
      for (const fact of element.getElementsByClassName("facts")[0]?.children ?? []) {
        if (fact.className === "") texts.push(fact.lastElementChild.textContent);
      }
      const { status, class: kind, severity, level } = element.dataset;
      const code = {
        element, title, message, handle, shown: true, seen: true, messages: null, language,
        name: title.textContent, folded: fold(title.textContent), text: texts.map(fold).join("\n"),
        facets: [status, kind, severity, level],
      };
      codes.push(code);
      return code;
    };
    const sections = [...document.querySelectorAll("section.domain")].map((element) => ({
      element, domain: element.dataset.domain, shown: true,
      text: fold(Array.from(element.querySelectorAll(":scope > .prose"), (prose) => prose.textContent).join("\n")),
      rows: [...element.getElementsByClassName("rows")].map((element) => {
        const own = [...element.getElementsByClassName("code")].map(taken);
        element.style.containIntrinsicBlockSize = `auto ${own.length * ROW}px`;
        return { element, codes: own, hits: own.length, drawn: own.length };
      }),
    }));
    const by = new Map(codes.map((code) => [code.element, code]));
    // The sections that are no codes: each item is found by its text.
    const [retired, sets] = ["retired", "sets"].map((name) => ({
      section: document.querySelector("." + name),
      items: Array.from(document.querySelectorAll(`.${name} dl > div`), (element) => ({
        element, text: fold(element.textContent), shown: true,
      })),
    }));

    // Searching

    const words = () => fold(query.value).split(/\s+/u).filter(Boolean);
    const chosen = () => FACETS.map((name) => {
      const values = boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
      return values.length ? new Set(values) : null;
    });

    const search = () => {
      const asked = words();
      const wanted = chosen();
      const anyDomain = domain === "" && wanted.every((values) => values === null);
      let hits = mark(wanted, (code) => asked.every((word) => code.text.includes(word)));
      // Words of a domain's description stand for its codes, if no code has them all.
      if (!hits && asked.some((word) => sections.some((section) => section.text.includes(word)))) {
        hits = mark(wanted, (code, section) => asked.every((word) => section.text.includes(word) || code.text.includes(word)));
      }
      draw();
      narrowed = asked.length > 0 || !anyDomain;
      for (const element of around) element.classList.toggle("gone", narrowed);
      const isFound = (item) => !narrowed || (anyDomain && asked.every((word) => item.text.includes(word)));
      const gone = markItems(retired, isFound);
      const named = markItems(sets, isFound);
      const counted = [`${numbers.format(hits)} of ${numbers.format(codes.length)} codes`];
      if (named) counted.push(named === 1 ? "1 set" : `${numbers.format(named)} sets`);
      if (gone) counted.push(`${numbers.format(gone)} retired`);
      part("status").textContent = narrowed && (hits || gone || named) ? counted.join(", ") : "";
      part("empty").hidden = hits > 0 || gone > 0 || !narrowed;
      if (!hits) suggest(asked);
      highlight(asked);
    };

    // Marks the codes that match, and returns how many they are.
    const mark = (wanted, matches) => {
      let hits = 0;
      for (const section of sections) {
        const open = domain === "" || section.domain === domain;
        let any = false;
        for (const rows of section.rows) {
          rows.hits = 0;
          for (const code of rows.codes) {
            code.shown = open && wanted.every((values, at) => values === null || values.has(code.facets[at]))
              && matches(code, section);
            if (code.shown) rows.hits += 1;
          }
          hits += rows.hits;
          any ||= rows.hits > 0;
        }
        if (any !== section.shown) {
          section.shown = any;
          section.element.classList.toggle("gone", !any);
        }
      }
      return hits;
    };
    const markItems = ({ section, items }, matches) => {
      let hits = 0;
      for (const item of items) {
        item.shown = matches(item);
        if (item.shown) hits += 1;
        if (item.element.hidden === item.shown) item.element.hidden = !item.shown;
      }
      section?.classList.toggle("gone", hits === 0);
      return hits;
    };

    // What a search found is drawn at once where it is in sight, and in the frames that follow where
    // it is not: a key waits for what is seen, not for what is there.
    let undrawn = [];
    let frame = 0;
    const draw = () => {
      undrawn = sections.filter((section) => section.shown).flatMap((section) => section.rows).filter(outdated);
      let room = Math.ceil(2 * innerHeight / ROW);
      while (undrawn.length && room > 0) {
        room -= undrawn[0].hits;
        drawRows(undrawn.shift());
      }
      drawLater();
    };
    const drawLater = () => {
      cancelAnimationFrame(frame);
      if (undrawn.length) frame = requestAnimationFrame(() => {
        undrawn.splice(0, ROWS_A_FRAME).forEach(drawRows);
        drawLater();
      });
    };
    const drawAll = () => undrawn.splice(0).forEach(drawRows);
    const outdated = (rows) => rows.hits !== rows.drawn
      || (rows.hits > 0 && rows.codes.some((code) => code.shown !== code.seen));
    const drawRows = (rows) => {
      if (rows.hits > 0) {
        for (const code of rows.codes) {
          if (code.shown === code.seen) continue;
          code.seen = code.shown;
          code.element.classList.toggle("gone", !code.seen);
        }
      }
      if (rows.hits === rows.drawn) return;
      if ((rows.hits === 0) !== (rows.drawn === 0)) rows.element.classList.toggle("gone", rows.hits === 0);
      // While they are out of sight, they are as high as so many closed codes.
      rows.element.style.containIntrinsicBlockSize = `${rows.hits * ROW}px`;
      rows.drawn = rows.hits;
    };

    // The code that shares most pairs of letters with what was written. The pairs of all codes are
    // put together once, when nothing else is to be done or when they are needed.
    const pairs = (text) => {
      const all = new Set();
      for (let at = 0; at + 1 < text.length; at += 1) all.add(text.slice(at, at + 2));
      return all;
    };
    let holders = null;
    const gather = () => {
      holders = new Map();
      for (const code of codes) {
        const own = pairs(code.folded);
        for (const pair of own) {
          if (!holders.has(pair)) holders.set(pair, []);
          holders.get(pair).push({ code, size: own.size });
        }
      }
    };
    const nearest = (asked) => {
      if (holders === null) gather();
      const sought = pairs(asked.join("_"));
      const shared = new Map();
      for (const pair of sought) {
        for (const { code, size } of holders.get(pair) ?? []) {
          shared.set(code, (shared.get(code) ?? -size / 10_000) + 1);
        }
      }
      let best = null;
      let most = sought.size * 0.34;
      for (const [code, score] of shared) if (score > most) { most = score; best = code; }
      return best;
    };

    const suggest = (asked) => {
      const near = part("near");
      near.textContent = "";
      const without = codes.filter((code) => asked.every((word) => code.text.includes(word))).length;
      if (asked.length && without) {
        near.textContent = `${numbers.format(without)} would without the filters.`;
        return;
      }
      const code = asked.length ? nearest(asked) : null;
      if (code === null) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "near";
      button.textContent = code.name;
      button.addEventListener("click", () => { clear(); query.value = code.name; changed(true); query.focus(); });
      near.append("Did you mean ", button, "?");
    };

    // Marks what was found, without touching the page: only in what a screen can show.
    const highlight = (asked) => {
      if (!globalThis.Highlight) return;
      const found = new Highlight();
      let room = asked.length ? 40 : 0;
      for (const code of codes) {
        if (room === 0) break;
        if (!code.shown) continue;
        room -= 1;
        for (const { firstChild: text } of [code.title, code.message]) {
          const held = text ? text.data.toLowerCase() : "";
          if (!text || held.length !== text.data.length) continue;
          for (const word of asked) {
            for (let at = held.indexOf(word); at >= 0; at = held.indexOf(word, at + word.length)) {
              const range = new Range();
              range.setStart(text, at);
              range.setEnd(text, at + word.length);
              found.add(range);
            }
          }
        }
      }
      CSS.highlights.set("found", found);
    };

    // The language of the user messages

    // The message of a code in the language, in a wider one, or in the default one of the code.
    const chosenMessage = (code) => {
      code.messages ??= Array.from(code.element.getElementsByClassName("messages")[0]?.children ?? [], (item) => item.lastElementChild);
      for (let wanted = language.toLowerCase(); wanted;) {
        const found = code.messages.find(({ lang }) => lang.toLowerCase() === wanted);
        if (found) return found;
        wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf("-")));
      }
      return code.messages[0];
    };
    const withExamples = (message) => Array.from(message.childNodes, (node) => node.dataset?.example ?? node.textContent).join("");
    const speak = () => {
      for (const code of codes) {
        const message = chosenMessage(code);
        if (!message) continue;
        code.message.textContent = withExamples(message);
        code.message.lang = message.lang;
        if (code.element.open) speakInBodies(code);
      }
      highlight(words());
    };
    // The example bodies follow when they are opened or printed.
    const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
    const json = (text) => JSON.stringify(text).replace(TURNING, (mark) => "\\u" + mark.charCodeAt(0).toString(16).padStart(4, "0"));
    const speakInBodies = (code) => {
      if (code.language === language) return;
      code.language = language;
      const message = chosenMessage(code);
      if (!message) return;
      const text = json(withExamples(message));
      for (const element of code.element.querySelectorAll(".bodies i[lang]")) {
        element.textContent = text;
        element.lang = message.lang;
      }
      for (const element of code.element.querySelectorAll(".bodies i.locale")) element.textContent = json(message.lang);
    };
    const setLanguage = (asked) => {
      const wanted = languages.includes(asked) ? asked : languages[0] ?? "";
      if (wanted === language) return;
      language = wanted;
      select.value = language;
      speak();
    };

    // The address holds what is asked for

    // A link to another page of the site keeps the language.
    const keepLanguage = (link) => {
      const isOurs = link.protocol === location.protocol && link.host === location.host && /^(codes-|index\.html)/.test(link.getAttribute("href"));
      if (isOurs) link.search = language === languages[0] ? "" : "?lang=" + encodeURIComponent(language);
      return link.href;
    };
    const address = () => {
      const asked = new URLSearchParams();
      if (language !== (languages[0] ?? "")) asked.set("lang", language);
      if (query.value.trim()) asked.set("q", query.value.trim());
      if (domain) asked.set("domain", domain);
      chosen().forEach((values, at) => { if (values) asked.set(FACETS[at], [...values].join(",")); });
      const text = asked.toString().replaceAll("%2C", ",");
      return text ? "?" + text : location.pathname;
    };
    let later = 0;
    const write = (push) => {
      clearTimeout(later);
      try { history[push ? "pushState" : "replaceState"](null, "", address()); } catch { /* The address stays. */ }
    };
    const read = () => {
      const asked = new URLSearchParams(location.search);
      query.value = asked.get("q") ?? "";
      domain = asked.get("domain") ?? "";
      for (const box of boxes) box.checked = (asked.get(box.name) ?? "").split(",").includes(box.value);
      setLanguage(asked.get("lang"));
      choose();
      // Whoever comes back comes back to where they were.
      drawAll();
    };
    const choose = () => {
      for (const link of links) {
        if (link.dataset.domain === domain && domain) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      search();
    };
    const changed = (push) => {
      choose();
      write(push);
      scrollTo(0, 0);
    };
    const clear = () => {
      query.value = "";
      domain = "";
      for (const box of boxes) box.checked = false;
    };

    // Going to a code

    const go = (code, open) => {
      if (code === undefined) return;
      drawAll();
      if (open && "open" in code.element) code.element.open = true;
      code.handle.focus({ preventScroll: true });
      code.handle.scrollIntoView({ block: open ? "start" : "nearest" });
    };
    const best = () => {
      const asked = fold(query.value.trim());
      const hits = codes.filter((code) => code.shown);
      return hits.find((code) => code.folded === asked) ?? hits.find((code) => code.folded.startsWith(asked))
        ?? hits.find((code) => code.folded.includes(asked)) ?? hits[0];
    };
    const move = (step) => {
      const hits = codes.filter((code) => code.shown);
      const from = hits.indexOf(by.get(document.activeElement.closest(".code")));
      if (from === 0 && step < 0) { query.focus(); scrollTo(0, 0); return; }
      go(hits[from < 0 ? 0 : Math.min(from + step, hits.length - 1)], false);
    };

    const follow = () => {
      const { hash } = location;
      let name = hash.slice(1);
      try { name = decodeURIComponent(name); } catch { /* Then it is meant as it stands. */ }
      for (const old of document.querySelectorAll(".code.at")) old.classList.remove("at");
      const target = name && document.getElementById(name);
      if (!target) return;
      if (narrowed && target.closest("[hidden], .gone")) {
        clear();
        changed(false);
        history.replaceState(null, "", hash);
      }
      const code = by.get(target.closest(".code"));
      drawAll();
      if (code === undefined) { target.scrollIntoView(); return; }
      // On a list that leads elsewhere, lead there.
      if (target.matches("a[href]")) { location.replace(keepLanguage(target)); return; }
      code.element.classList.add("at");
      go(code, true);
      // What lies above may only now get its height.
      requestAnimationFrame(() => requestAnimationFrame(() => code.handle.scrollIntoView({ block: "start" })));
    };

    // Copying

    const copy = async (text, what) => {
      let done = false;
      try {
        await navigator.clipboard.writeText(text);
        done = true;
      } catch {
        const area = document.createElement("textarea");
        area.value = text;
        area.className = "quiet";
        document.body.append(area);
        const before = document.activeElement;
        area.select();
        done = document.execCommand("copy");
        area.remove();
        before.focus({ preventScroll: true });
      }
      part("said").textContent = done ? what + " copied" : "Copying is not allowed here";
      return done;
    };
    const button = (label, text, what) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.addEventListener("click", async () => {
        made.textContent = await copy(text(), what) ? "Copied" : "Not copied";
        setTimeout(() => { made.textContent = label; }, 1500);
      });
      return made;
    };
    const dressed = new WeakSet();
    const dress = (element) => {
      const body = element.querySelector(".body");
      speakInBodies(by.get(element));
      const preferred = remembered.get("dialect");
      for (const tab of element.querySelectorAll(".tabs input")) if (tab.value === preferred) tab.checked = true;
      if (dressed.has(element)) return;
      dressed.add(element);
      const link = () => new URL((alone ? "index.html#" : "#") + encodeURIComponent(body.id), location.href.split(/[?#]/)[0]).href;
      const shown = () => [...element.querySelectorAll(".bodies pre")].find((pre) => pre.offsetParent !== null);
      const tools = document.createElement("div");
      tools.className = "tools";
      tools.append(
        button("Copy code", () => by.get(element).name, "Code"),
        button("Copy link", link, "Link"),
      );
      body.prepend(tools);
      element.querySelector(".tabs").append(button("Copy JSON", () => shown().querySelector("code").textContent, "JSON"));
    };
    document.addEventListener("toggle", (event) => {
      if (event.target.matches("details.code") && event.target.open) dress(event.target);
    }, true);
    document.addEventListener("change", (event) => {
      if (event.target.closest(".tabs")) remembered.set("dialect", event.target.value);
    });

    // What people do

    query.addEventListener("input", () => {
      search();
      scrollTo(0, 0);
      clearTimeout(later);
      later = setTimeout(write, 250, false);
    });
    query.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = best();
      const items = [...retired.items, ...sets.items];
      if (code === undefined) items.find(({ shown }) => shown)?.element.scrollIntoView({ block: "center" });
      else if (code.handle.href) location.href = keepLanguage(code.handle); else go(code, true);
    });
    for (const box of boxes) box.addEventListener("change", () => changed(true));
    part("clear")?.addEventListener("click", () => { clear(); changed(true); });
    part("reset").addEventListener("click", () => { clear(); changed(true); query.focus(); });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='?']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const asked = new URLSearchParams(link.getAttribute("href").split("#")[0]);
      const again = link.hasAttribute("aria-current");
      domain = again ? "" : asked.get("domain");
      for (const box of boxes) if (asked.has(box.name)) box.checked = box.value === asked.get(box.name);
      changed(true);
    });
    for (const kind of ["click", "auxclick"]) {
      document.addEventListener(kind, (event) => {
        const link = event.target.closest("a[href]");
        if (link && language) keepLanguage(link);
      }, true);
    }
    select?.addEventListener("change", () => {
      setLanguage(select.value);
      remembered.set("language", language);
      try { history.pushState(null, "", address() + location.hash); } catch { /* The address stays. */ }
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const at = document.activeElement;
      const writing = at === query || at.matches("textarea, select, [contenteditable]");
      const onCode = at.matches(".code > summary, .line");
      const { key } = event;
      if (key === "Escape" && narrowed) { clear(); changed(true); query.focus(); }
      else if (key === "/" && !writing) { query.focus(); query.select(); }
      else if (key === "ArrowDown" && (at === query || onCode)) move(1);
      else if (key === "ArrowUp" && onCode) move(-1);
      else if (key === "j" && !writing) move(1);
      else if (key === "k" && !writing) move(-1);
      else return;
      event.preventDefault();
    });

    const dye = () => {
      const button = part("theme");
      button.textContent = { auto: "Auto", light: "Light", dark: "Dark" }[theme];
      button.setAttribute("aria-label", `Theme: ${button.textContent}`);
    };
    part("theme").addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      remembered.set("theme", theme);
      wear();
      dye();
    });

    for (const option of select?.options ?? []) {
      try {
        option.textContent = new Intl.DisplayNames([option.value], { type: "language" }).of(option.value);
      } catch { /* The tag is its name. */ }
    }
    for (const name of ["search", "language", "theme", "filters", "keys"]) part(name)?.removeAttribute("hidden");
    if (matchMedia("(max-width: 64rem)").matches) part("filters")?.removeAttribute("open");
    dye();
    read();
    if (!new URLSearchParams(location.search).has("lang") && languages.includes(remembered.get("language"))) {
      setLanguage(remembered.get("language"));
      try { history.replaceState(null, "", address() + location.hash); } catch { /* The address stays. */ }
    }
    follow();
    globalThis.requestIdleCallback?.(() => { if (holders === null) gather(); });
    addEventListener("scroll", () => { if (scrollY > 0) drawAll(); }, { passive: true });
    addEventListener("beforeprint", () => { drawAll(); codes.forEach(speakInBodies); });
    addEventListener("hashchange", follow);
    addEventListener("popstate", () => { read(); });
  });
})();
