import { playLoop } from '../support/loop';
import { expect, test, useServer } from '../support/test';

const server = useServer();

test('the loop needs no secure context: plain http on a name of the restaurant’s own network', async ({
  context,
  faults,
}) => {
  faults.allowStatus(401, 409); // The board asks who is signed in; a tab with a balance cannot be closed.
  const origin = `http://dineqr.test:${new URL(server.current.origin).port}`;
  const guest = await playLoop(context, server.current, origin);
  expect(await guest.evaluate(() => window.isSecureContext)).toBe(false);
  expect(await guest.evaluate(() => 'randomUUID' in crypto)).toBe(false);
});
