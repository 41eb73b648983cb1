package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.link.Action;

/** What the user of a {@link LinkModel} is told, and has to be. */
final class UserModel {

    private final LinkModel<?> model;
    private final Set<Integer> linked = new TreeSet<>(); // the peers that are, as the user was told
    private final Set<Integer> news = new TreeSet<>(); // the peers of which something was told, in this reaction
    private final List<Output> reports =
            new ArrayList<>(); // rollbacks and void events of the core, which are still to be told
    private int notices; // refusals of events, and new lives, which are still to be told

    UserModel(LinkModel<?> model) {
        this.model = model;
    }

    Set<Integer> linked() {
        return linked;
    }

    void on(Output output) {
        if (output instanceof Output.RolledBack
                || output instanceof Output.Voided
                || output instanceof Output.Diverged) {
            reports.add(output);
        } else if (output instanceof Output.Refused
                || output instanceof Output.Renewed
                || output instanceof Output.TookOver
                || output instanceof Output.WithoutEffect) {
            notices++;
        }
    }

    void on(Action action) {
        if (action instanceof Action.Linked up) {
            model.require(linked.add(up.peer()) && news.add(up.peer()), () -> action + " is no news");
        } else if (action instanceof Action.Unlinked down) {
            model.require(linked.remove(down.peer()) && news.add(down.peer()), () -> action + " is no news");
        } else if (action instanceof Action.RolledBack rolledBack) {
            model.require(reports.remove(rolledBack.report()), () -> action + ", which isn't so");
        } else if (action instanceof Action.Voided voided) {
            model.require(reports.remove(voided.report()), () -> action + ", which isn't so");
        } else if (action instanceof Action.Diverged diverged) {
            model.require(reports.remove(diverged.report()), () -> action + ", which isn't so");
        } else if (action instanceof Action.Notice) {
            notices--;
        }
    }

    /** Once all is done. */
    void settle() {
        model.require(
                reports.isEmpty() && notices <= 0,
                () -> "the user isn't told of " + reports + ", " + notices + " notices");
        news.clear();
        notices = 0;
    }
}
