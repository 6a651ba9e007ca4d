import { io, type Socket } from 'socket.io-client';
import type { LiveEvent, Sync } from '$lib/api/types';

export type Listener = {
	/** Connected, for the first time or again: what is shown may be old. */
	connected: () => void;
	event: (event: LiveEvent) => void;
	sync: (sync: Sync) => void;
	/** The server refuses this session. */
	refused: () => void;
	/** The server ended the connection for good: the session is probably over. */
	dismissed: () => void;
};

/** Opens the live channel by cookie; the answer closes it. */
export function listen(as: 'guest' | 'staff', listener: Listener): () => void {
	let socket = connect(as, listener);
	// Back on the network: neither wait for the next try nor trust a connection that may be dead.
	const again = () => {
		hangUp(socket);
		socket = connect(as, listener);
	};
	window.addEventListener('online', again);
	return () => {
		window.removeEventListener('online', again);
		hangUp(socket);
	};
}

function connect(as: 'guest' | 'staff', listener: Listener): Socket {
	const socket = io({
		forceNew: true,
		transports: ['websocket'],
		auth: { as },
		reconnectionDelay: 500,
		reconnectionDelayMax: 2_000,
	});
	socket.on('connect', () => listener.connected());
	socket.on('sync', (sync: Sync) => listener.sync(sync));
	socket.onAny((name: string, event: LiveEvent) => {
		if (name !== 'sync') listener.event(event);
	});
	// An error of the transport is retried; a refusal by the server is not, and leaves the socket inactive.
	socket.on('connect_error', () => {
		if (!socket.active) listener.refused();
	});
	socket.on('disconnect', (reason) => {
		if (reason === 'io server disconnect') listener.dismissed();
	});
	return socket;
}

/** Ends a connection that nobody hears any more. Browsers warn of one that is closed before it is there. */
function hangUp(socket: Socket): void {
	socket.off().offAny();
	if (socket.io.engine?.readyState !== 'opening') return void socket.disconnect();
	for (const settled of ['open', 'error'] as const) socket.io.once(settled, () => socket.disconnect());
}
