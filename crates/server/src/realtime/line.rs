//! The wire of a websocket, with a switch to cut it.
//!
//! Socket.IO's server can only ask a client to go, through the very buffer that is full when it does not keep
//! up, and a client that was asked to go stays away. One whose connection breaks comes back. It also frees the task
//! that waits for a peer which never reads again.

use std::collections::HashMap;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::task::AtomicWaker;
use parking_lot::Mutex;
use socketioxide::socket::Sid;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The switch of one connection.
#[derive(Clone, Default)]
pub(super) struct Line(Arc<Switch>);

#[derive(Default)]
struct Switch {
    cut: AtomicBool,
    reader: AtomicWaker,
    writer: AtomicWaker,
}

impl Line {
    /// Breaks the connection, whatever waits on it.
    pub(super) fn cut(&self) {
        self.0.cut.store(true, Ordering::SeqCst);
        self.0.reader.wake();
        self.0.writer.wake();
    }

    /// The stream through this switch. `listed` is where the switch is found while the stream lives.
    pub(super) fn through<S>(self, stream: S, listed: Option<(Lines, Sid)>) -> Wire<S> {
        if let Some((lines, sid)) = &listed {
            lines.0.lock().insert(*sid, self.clone());
        }
        Wire { stream, line: self, listed }
    }

    /// Whether it is cut; a later cut wakes the task.
    fn is_cut(&self, waker: &AtomicWaker, cx: &Context<'_>) -> bool {
        waker.register(cx.waker());
        self.0.cut.load(Ordering::SeqCst)
    }
}

/// Switches of connections that began by polling: their socket knows nothing of the websocket it changed to.
#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<HashMap<Sid, Line>>>);

impl Lines {
    /// The switch of a socket that changed to a websocket.
    pub(super) fn of(&self, sid: Sid) -> Option<Line> {
        self.0.lock().get(&sid).cloned()
    }
}

/// A stream that ends when its line is cut.
pub(super) struct Wire<S> {
    stream: S,
    line: Line,
    listed: Option<(Lines, Sid)>,
}

impl<S> Drop for Wire<S> {
    fn drop(&mut self) {
        if let Some((lines, sid)) = &self.listed {
            let mut lines = lines.0.lock();
            // A second attempt to change the same socket over may have taken the place.
            if lines.get(sid).is_some_and(|line| Arc::ptr_eq(&line.0, &self.line.0)) {
                lines.remove(sid);
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.line.is_cut(&self.line.0.reader, cx) {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.line.is_cut(&self.line.0.writer, cx) {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.line.is_cut(&self.line.0.writer, cx) {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.line.is_cut(&self.line.0.writer, cx) {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn a_cut_line_ends_whoever_waits_on_it() {
        let (near, _far) = tokio::io::duplex(8);
        let line = Line::default();
        let (mut read, mut write) = tokio::io::split(line.clone().through(near, None));
        let reader = tokio::spawn(async move { read.read(&mut [0; 8]).await });
        let writer = tokio::spawn(async move { write.write_all(&[0; 64]).await });
        tokio::task::yield_now().await;
        line.cut();
        assert_eq!(reader.await.expect("ends").expect("the end of the stream"), 0);
        let error = writer.await.expect("ends").expect_err("nobody reads");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    #[tokio::test]
    async fn a_line_is_listed_as_long_as_its_stream_lives() {
        let (lines, sid) = (Lines::default(), Sid::new());
        let (near, _far) = tokio::io::duplex(8);
        let wire = Line::default().through(near, Some((lines.clone(), sid)));
        assert!(lines.of(sid).is_some());
        drop(wire);
        assert!(lines.of(sid).is_none());
    }
}
