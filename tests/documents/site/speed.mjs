// How long a key takes: the search and the layout that it asks for, measured inside the page; and
// how long the frames take that follow it, in which the page brings the rest up to date.

/// Words of five alphabets that find much, little and nothing, written and taken back.
const WORDS = ["auth", "TOKEN_EXP", "処理 12", "できません", "zzz", "operation 7", "billing"];

export async function measure(page, address) {
  await page.goto(address);
  await page.waitForTimeout(500);
  const { keys, frames } = await page.evaluate(async (words) => {
    const query = document.querySelector("[type=search]");
    const texts = words.flatMap((word) => [...Array.from(word, (_, at) => word.slice(0, at + 1)), ""]);
    const keys = texts.map(() => Infinity);
    const frames = texts.map(() => []);
    const timed = (work) => {
      const start = performance.now();
      work();
      void document.documentElement.offsetHeight;
      return performance.now() - start;
    };
    // What the page asks to be done in a later frame is done there, under the clock.
    const later = requestAnimationFrame;
    let asked = [];
    globalThis.requestAnimationFrame = (work) => { asked.push(work); return asked.length; };
    globalThis.cancelAnimationFrame = () => { asked = []; };
    const painted = () => new Promise((done) => later(() => setTimeout(done)));
    const key = async (text, at) => {
      await painted();
      keys[at] = Math.min(keys[at], timed(() => {
        query.value = text;
        query.dispatchEvent(new Event("input", { bubbles: true }));
      }));
      for (let number = 0; asked.length > 0; number += 1) {
        await painted();
        const now = asked;
        asked = [];
        const took = timed(() => now.forEach((work) => work(performance.now())));
        frames[at][number] = Math.min(frames[at][number] ?? Infinity, took);
      }
    };
    query.focus();
    // Others on the machine can only make a key look slower: the best of some rounds is its own time.
    for (let round = 0; round < 4; round += 1) {
      for (const [at, text] of texts.entries()) await key(text, at);
    }
    return { keys, frames: frames.flat() };
  }, WORDS);
  return { keys: figures(keys), frames: figures(frames) };
}

function figures(took) {
  took.sort((a, b) => a - b);
  const at = (share) => Number(took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(1));
  return { count: took.length, median: at(0.5), p95: at(0.95), max: at(1) };
}
