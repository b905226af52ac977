//! [`drive`]: runs the protocol over a transport.

use super::protocol::{Protocol, Publication, Step};
use super::transport::{Transport, TransportError};

/// Takes what the protocol publishes.
pub trait Sink {
    /// Takes a state.
    fn publish(&mut self, publication: Publication<'_>);

    /// Takes that a watch has begun, or was resumed: the last state is the latest one.
    fn connected(&mut self);

    /// Takes a failure. The protocol tries again.
    fn failed(&mut self, error: &TransportError);

    /// Takes that everything that has arrived was published, before the next call of the transport.
    fn settled(&mut self) {}
}

/// Follows the keys of a prefix until the future is dropped.
pub async fn drive(protocol: &mut Protocol, transport: &mut impl Transport, sink: &mut impl Sink) {
    loop {
        sink.settled();
        if let Err(error) = step(protocol, transport, sink).await {
            protocol.on_failure(transport.now());
            sink.failed(&error);
        }
    }
}

async fn step(
    protocol: &mut Protocol,
    transport: &mut impl Transport,
    sink: &mut impl Sink,
) -> Result<(), TransportError> {
    match protocol.next(transport.now()) {
        Step::List => {
            let listing = transport.list().await?;
            protocol.on_listed(transport.now(), listing, &mut |state| sink.publish(state));
        }
        Step::Watch { from } => {
            transport.watch(from).await?;
            protocol.on_watched();
        }
        Step::Receive { within } => match transport.receive(within).await? {
            Some(message) => {
                let mut publish = |state: Publication<'_>| sink.publish(state);
                let taken = protocol.on_message(transport.now(), &message, &mut publish);
                match taken {
                    Ok(()) if message.created && protocol.is_live() => sink.connected(),
                    Ok(()) => {}
                    Err(error) => sink.failed(&error),
                }
            }
            None => protocol.on_silence(transport.now()),
        },
        Step::Sleep(time) => transport.sleep(time).await,
    }
    Ok(())
}
