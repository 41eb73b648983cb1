package org.symmetricp2p.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;

/**
 * Part of property 28: at each reading, the keeper declares just as far as it should, so that no event of anybody for whom it has to wait becomes
 * void (spec 8.15, 8.16). What the keeper has heard is put together anew here, from the messages of correct peers.
 */
final class KeeperChecks<S> implements Watch<S> {

    /** What is known of the latest life of a peer of which anything came. */
    private record Heard(Source source, long nanos) {}

    private record Promised(Source source, long tick) {}

    /** What one life of a keeper knows. */
    private static final class Office {
        private final Map<Integer, Heard> heard = new TreeMap<>(); // by peer
        private final Map<Integer, Promised> promised = new TreeMap<>();
        private final Set<Source> closed = new TreeSet<>();
        private long declared;
        private long declaredNanos;

        Office(long nanos) {
            this.declaredNanos = nanos;
        }

        void hear(Source source, long nanos) {
            Heard known = heard.get(source.peer());
            if (known == null || known.source.compareTo(source) <= 0) {
                heard.put(source.peer(), new Heard(source, nanos));
            }
        }

        /** Void is what is new and comes too late, and from then on all that is new of its source. */
        void hear(StampedEvent event, Versions before, Versions after, long nanos) {
            Source source = event.source();
            if (event.seq() > after.of(source)) {
                if (event.tick() <= declared) {
                    closed.add(source);
                }
            } else if (event.seq() > before.of(source)) {
                hear(source, nanos);
            }
        }

        void hear(Source source, Promise promise, long nanos) {
            Promised last = promised.get(source.peer());
            boolean isNews = last == null
                    || last.source.compareTo(source) < 0
                    || last.source.equals(source) && last.tick < promise.tick();
            if (isNews && !closed.contains(source)) {
                promised.put(source.peer(), new Promised(source, promise.tick()));
                hear(source, nanos);
            }
        }

        /** Declares, if it is time, all that nobody may change any more for whom it has to wait; but nothing of the last second. */
        void declare(Peer<?> keeper) {
            long nanos = keeper.clock().nanos();
            if (nanos - declaredNanos < Peer.DECLARE_NANOS) {
                return;
            }
            long silence = keeper.config().settling().orElseThrow().silenceNanos();
            long reach = keeper.tick() + keeper.delta() - 1 - keeper.config().fps();
            for (Heard life : heard.values()) {
                boolean isAwaited = life.source.peer() != keeper.config().self().peer()
                        && nanos - life.nanos <= silence
                        && !closed.contains(life.source);
                reach = isAwaited ? Math.min(reach, promisedBy(life.source) - 1) : reach;
            }
            if (reach > declared) {
                declared = reach;
                declaredNanos = nanos;
            }
        }

        private long promisedBy(Source source) {
            return Optional.ofNullable(promised.get(source.peer()))
                    .filter(last -> last.source.equals(source))
                    .map(Promised::tick)
                    .orElse(0L);
        }
    }

    private final Set<Property> enabled;
    private final PerHost<Office> offices = new PerHost<>();

    KeeperChecks(Set<Property> enabled) {
        this.enabled = enabled;
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        if (peer.tick() == 0 && peer.timeline().size() == 0) {
            offices.put(host, new Office(peer.clock().nanos()));
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (!isKeeper(before) || !isKeeper(step.peer())) {
            return;
        }
        Office office = offices.of(host);
        if (input instanceof Input.Received received) {
            boolean isTaken = before.links().stream().anyMatch(l -> l.id().equals(received.link()) && l.isLive())
                    && step.outputs().stream().noneMatch(Output.Close.class::isInstance);
            if (isTaken) {
                hear(received.message(), office, before, step.peer());
            }
        } else if (input instanceof Input.ClockRead) {
            office.declare(step.peer());
            checkDeclared(
                    host, step.peer(), Math.min(office.declared, step.peer().tick()));
        }
    }

    private static boolean isKeeper(Peer<?> peer) {
        return peer.keeper().equals(Optional.of(peer.config().self()));
    }

    private void hear(Message message, Office office, Peer<S> before, Peer<S> after) {
        long nanos = after.clock().nanos();
        if (message instanceof Message.Events events) {
            Versions known = before.timeline().versions();
            Versions more = after.timeline().versions();
            events.events().forEach(event -> office.hear(event, known, more, nanos));
        } else if (message instanceof Message.Promises promises) {
            promises.bySource().forEach((source, promise) -> office.hear(source, promise, nanos));
        }
    }

    private void checkDeclared(Host<S> host, Peer<S> keeper, long right) {
        if (keeper.settledTick() != right && enabled.contains(Property.SETTLED)) {
            String what = "the keeper has settled tick " + keeper.settledTick() + ", should have " + right;
            throw new Violation(Property.SETTLED, host.id(), keeper.tick(), what);
        }
    }
}
