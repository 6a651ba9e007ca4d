// The live channel of a page, which a test can cut or make lossy.
import type { Page } from '@playwright/test';

export class Wire {
  /** Nothing gets through, in either direction. */
  cut = false;
  /** Messages to the page that get lost; counted in `lost`. */
  loses: RegExp | null = null;
  lost = 0;

  /** Puts itself between a page and the server; before the page is opened. */
  static async of(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      // A connection that is tried while the wire is cut never gets an answer.
      if (wire.cut) return;
      const server = socket.connectToServer();
      socket.onMessage((message) => !wire.cut && server.send(message));
      server.onMessage((message) => wire.passes(message) && socket.send(message));
    });
    return wire;
  }

  private passes(message: string | Buffer): boolean {
    if (this.cut) return false;
    if (!this.loses?.test(String(message))) return true;
    this.lost += 1;
    return false;
  }
}
