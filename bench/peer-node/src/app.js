// The middleware and routes, in the order in which the usual Express program has them.
import compression from 'compression';
import cors from 'cors';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { placeOrder } from './orders.js';
import { Refusal } from './refusal.js';

/** Builds the Express application. */
export function createApp({ menu, store, sessions, realtime, orderBytes }) {
  const app = express();
  app.set('trust proxy', 'loopback');
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(cors({ origin: false }));
  app.use(compression());
  app.use(rateLimit({ windowMs: 1000, limit: 1_000_000, standardHeaders: true, legacyHeaders: false }));

  app.get('/healthz', (_request, response) => response.json({ status: 'ok' }));
  app.get('/api/v1/restaurants/demo/menu', (_request, response) => menu.answer(response));

  const guest = sessions.required('guest');
  const staff = sessions.required('staff');
  const json = express.json({ limit: '64kb' });

  app.get('/api/v1/tab', guest, (request, response) => {
    const tab = store.findTab(request.session.tab_id);
    if (!tab) throw new Refusal(404, 'not_found');
    response.json(tab);
  });
  app.post('/api/v1/tab/orders', guest, json, (request, response) => {
    const { status, order } = placeOrder({ request, menu, store, realtime, orderBytes });
    response.status(status).json(order);
  });
  app.post('/api/v1/staff/dishes/:id/availability', staff, json, (request, response) => {
    const dish = { dish_id: request.params.id, status: request.body.status };
    realtime.toRestaurant('dish.availability', dish);
    response.json(dish);
  });
  app.post('/bench/guests', json, async (request, response) => {
    response.status(201).json({ tokens: await makeGuests(request.body.count, store, sessions) });
  });
  app.post('/bench/staff', async (_request, response) => {
    response.status(201).json({ token: await sessions.create({ role: 'staff' }) });
  });
  app.use(answerError);
  return app;
}

/** Set-up outside the measured window: one fresh tab and one session per guest. */
async function makeGuests(count, store, sessions) {
  const tabs = store.createTabs(count);
  return Promise.all(
    tabs.map((tab) => sessions.create({ role: 'guest', tab_id: tab.id, guest_id: tab.guests[0].id })),
  );
}

function answerError(error, _request, response, _next) {
  const status = error.status ?? 500;
  if (status === 500) console.error(error);
  response.status(status).type('application/problem+json');
  response.send(JSON.stringify({ status, code: error.code ?? 'internal', title: error.message }));
}
