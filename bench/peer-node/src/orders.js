// Placing an order: validate, price, idempotency, one transaction, then the events.
import { createHash, randomUUID } from 'node:crypto';
import { Refusal } from './refusal.js';
import { money } from './store.js';

/** CGST and SGST, in basis points each. */
const TAX_BASIS_POINTS = [250, 250];

/** Places the order of a request; a repeat of its key answers the order that the first one made. */
export function placeOrder({ request, menu, store, realtime, orderBytes }) {
  const key = request.get('idempotency-key');
  if (!key) throw new Refusal(400, 'idempotency_key_required');
  const lines = priceLines(validLines(request.body), menu);
  const hash = createHash('sha256').update(JSON.stringify(request.body)).digest('base64url');

  const tab = store.findTab(request.session.tab_id);
  if (!tab || tab.status !== 'open') throw new Refusal(409, 'tab_closed');
  const earlier = tab.orders.find((order) => order.key === key);
  if (earlier && earlier.hash !== hash) throw new Refusal(422, 'idempotency_key_reused');
  if (earlier) return { status: 200, order: earlier };

  const order = newOrder({ tab, lines, key, hash, guestId: request.session.guest_id, orderBytes });
  const before = tab.version;
  tab.version += 1;
  tab.orders.push(order);
  tab.bill = billOf(tab);
  const at = order.placed_at;
  store.commit(tab, before, [
    { type: 'order.placed', at, data: { order_id: order.id, total: order.total } },
    { type: 'tab.updated', at, data: { version: tab.version } },
  ]);
  realtime.toTab(tab, 'order.placed', at, order);
  realtime.toTab(tab, 'tab.updated', at, tab);
  return { status: 201, order };
}

function validLines(body) {
  const lines = body?.lines;
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > 50) throw new Refusal(422, 'lines');
  for (const line of lines) {
    const fine = Number.isInteger(line.quantity) && line.quantity >= 1 && line.quantity <= 50;
    if (!fine || typeof line.dish_id !== 'string') throw new Refusal(422, 'line');
  }
  return lines;
}

function priceLines(lines, menu) {
  return lines.map((line) => {
    const unit = menu.price(line.dish_id, line.variant_id);
    if (unit === undefined) throw new Refusal(422, 'dish_unavailable');
    const net = unit * line.quantity;
    const taxes = TAX_BASIS_POINTS.map((points) => Math.floor((net * points + 5000) / 10000));
    const total = net + taxes.reduce((sum, tax) => sum + tax, 0);
    return { ...line, unit_price: money(unit), net: money(net), taxes: taxes.map(money), total: money(total) };
  });
}

function newOrder({ tab, lines, key, hash, guestId, orderBytes }) {
  const total = lines.reduce((sum, line) => sum + line.total.amount, 0);
  const placed_at = new Date().toISOString();
  const order = {
    id: randomUUID(),
    tab_id: tab.id,
    number: tab.orders.length + 1,
    status: 'placed',
    placed_at,
    guest_id: guestId,
    lines: lines.map((line) => ({ id: randomUUID(), status: 'queued', promised_at: placed_at, ...line })),
    total: money(total),
    key,
    hash,
  };
  // The row is to be as large as DineQR's, or the comparison would be of row sizes.
  const missing = orderBytes - JSON.stringify(order).length - '"padding":"",'.length;
  if (missing > 0) order.padding = 'x'.repeat(missing);
  return order;
}

function billOf(tab) {
  const total = tab.orders.reduce((sum, order) => sum + order.total.amount, 0);
  return { total: money(total), paid: money(0), balance: money(total) };
}
