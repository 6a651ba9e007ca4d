// The devices that pages are timed on, what of them is made slow, and what a page itself sees of its timings.

/** @typedef {import('../../e2e/support/chromium.mjs').Page} Page */

/** A slow phone on slow 4G: latency is added to every request, as the developer tools do it. */
export const SLOW = { cpu: 4, latency: 150, down: 1_600_000 / 8, up: 750_000 / 8 };

export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export const TABLET = { viewport: { width: 1366, height: 1024 }, hasTouch: true };

/**
 * Makes a page's processor and network as slow as those of a cheap phone.
 * @param {Page} page
 */
export async function slowDown(page, { cpu, latency, down, up } = SLOW) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const network = { offline: false, latency, downloadThroughput: down, uploadThroughput: up };
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
}

/**
 * Notes what the page itself sees: paints, shifts, interactions. Before it is opened.
 * @param {Page} page
 */
export const observe = (page) => page.addInitScript(watchTimings);

/** Runs in the page, before its own scripts. */
function watchTimings() {
  /** @type {Seen} */
  const seen = { paint: 0, largest: 0, shift: 0, shifts: [], interactions: [], frames: [] };
  Object.assign(window, { seen });
  /** @param {string} type @param {(entry: any) => void} note */
  const watch = (type, note, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  watch('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.paint = startTime));
  watch('largest-contentful-paint', ({ startTime }) => (seen.largest = startTime));
  watch('layout-shift', ({ value, hadRecentInput, sources }) => {
    if (hadRecentInput) return;
    seen.shift += value;
    seen.shifts.push(...sources.map((/** @type {any} */ { node }) => node?.outerHTML?.slice(0, 120) ?? 'gone'));
  });
  watch(
    'event',
    ({ interactionId, duration, name }) => interactionId && seen.interactions.push({ name, duration }),
    { durationThreshold: 16 },
  );
  watch('long-animation-frame', ({ duration }) => seen.frames.push(duration));
}

/**
 * @typedef {{ paint: number, largest: number, shift: number, shifts: string[],
 *   interactions: { name: string, duration: number }[], frames: number[] }} Seen
 */

/**
 * What the page saw so far.
 * @param {Page} page
 * @returns {Promise<Seen>}
 */
export const seenBy = (page) => page.evaluate(() => /** @type {any} */ (window).seen);
