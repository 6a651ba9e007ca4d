import { guestAt } from '../support/api.mjs';
import { playLoop, PLACE } from '../support/loop';
import { expect, test, useServer } from '../support/test';

const server = useServer();

test('guest and board in one browser play the loop to a closed tab, and the next guests see nothing of it', async ({
  context,
  browser,
  faults,
}) => {
  faults.allowStatus(401, 409); // The board asks who is signed in; a tab with a balance cannot be closed.
  const guest = await playLoop(context, server.current, server.current.origin);
  await expect(guest.getByRole('button', { name: /^Choose/ })).toHaveCount(0);
  await expect(guest.getByText('Your orders')).toBeVisible();

  const other = await browser.newContext();
  faults.watch(other);
  const next = await other.newPage();
  await next.goto(`${server.current.origin}/t/${server.current.tokens[0]}`);
  await expect(next.getByText(PLACE)).toBeVisible();
  await expect(next.getByText(/^Order \d/)).toHaveCount(0);
  const fresh = await guestAt(server.current.origin, server.current.tokens[0] ?? '', '+919876543299');
  expect(fresh.tab.orders).toEqual([]);
  expect(fresh.tab.guests).toHaveLength(1);
  await other.close();
});
