package org.symmetricp2p.vectors;

import java.util.List;

/** All topics, in the order of the specification's chapters. */
final class Topics {

    static final List<Topic> ALL = List.of(
            StampComparison.TOPIC,
            EventSorting.TOPIC,
            VersionVectors.TOPIC,
            IssuedStamps.TOPIC,
            EventJudgement.TOPIC,
            PeerCases.FLOOD,
            PeerCases.CLOSE,
            PeerCases.WAIT,
            States.TOPIC,
            SnapshotsKept.TOPIC,
            Rollbacks.TOPIC,
            ClockTicks.TIME,
            ClockTicks.CATCH_UP,
            MembershipCases.SYNC,
            RootedCases.TOPIC,
            AdaptiveCases.TOPIC,
            MembershipCases.JOIN,
            HelloRefusals.TOPIC,
            MembershipCases.DUPLICATES,
            MembershipCases.RESTART,
            ValidFrames.TOPIC,
            InvalidFrames.TOPIC,
            Streams.TOPIC,
            LongMessages.TOPIC,
            ByeTexts.TOPIC,
            StateHashes.TOPIC,
            RandomNumbers.TOPIC,
            SettlingCases.TOPIC);

    private Topics() {}

    static List<String> names() {
        return ALL.stream().map(Topic::name).toList();
    }

    /** The topic of a name that is one of {@link #names}. */
    static Topic named(String name) {
        return ALL.get(names().indexOf(name));
    }
}
