// Socket.IO: rooms from the session, DineQR's event envelope, and `sync` every five seconds.
import { randomUUID } from 'node:crypto';
import { Server } from 'socket.io';

const SYNC_MILLISECONDS = 5000;

/** Attaches Socket.IO to the server and returns the senders that the routes use. */
export function attachRealtime(server, { sessions, store }) {
  const io = new Server(server, { serveClient: false, transports: ['websocket'], maxHttpBufferSize: 65536 });
  io.use(async (socket, next) => {
    try {
      socket.data.session = await sessions.check(socket.handshake.auth.token);
      next();
    } catch (error) {
      next(error);
    }
  });
  io.on('connection', (socket) => {
    const { role, tab_id } = socket.data.session;
    socket.join('restaurant');
    socket.join(role === 'staff' ? 'staff' : `tab:${tab_id}`);
  });
  setInterval(() => syncTabs(io, store), SYNC_MILLISECONDS).unref();
  return {
    toRestaurant: (type, data) => {
      io.to('restaurant').emit(type, envelope({ type, data, at: new Date().toISOString() }));
    },
    toTab: (tab, type, at, data) => {
      const event = envelope({ type, tab_id: tab.id, version: tab.version, at, data });
      io.to([`tab:${tab.id}`, 'staff']).emit(type, event);
    },
  };
}

function envelope(event) {
  return { id: randomUUID(), restaurant_id: 'demo', ...event };
}

function syncTabs(io, store) {
  for (const room of io.of('/').adapter.rooms.keys()) {
    if (!room.startsWith('tab:')) continue;
    io.to(room).emit('sync', envelope({ type: 'sync', data: { version: store.findVersion(room.slice(4)) } }));
  }
}
