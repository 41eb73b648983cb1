package org.symmetricp2p.check.explain;

import java.util.List;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.sim.Host;

/** Tells how far each peer has settled, and what became void on the way: there the rules don't hold by which faults are found elsewhere. */
final class SettledText {

    private static final int MOST = 40;

    private SettledText() {}

    static void tell(Case what, List<String> page) {
        page.add("");
        page.add("WHAT IS SETTLED");
        for (Host<Object> host : what.recording().world().hosts()) {
            if (host.peer() != null) {
                page.add("  peer " + host.id() + (host.isAlive() ? "" : " (not running)") + " " + line(host.peer()));
            }
        }
        List<SettledNotes.Note> notes = what.recording().settled().all();
        page.add("");
        page.add("WHAT BECAME VOID, AND WHAT ELSE HAPPENED ON THE WAY" + (notes.isEmpty() ? ": nothing" : ""));
        for (SettledNotes.Note note : notes.subList(Math.max(0, notes.size() - MOST), notes.size())) {
            page.add(String.format("%17s  peer %d %s", Words.seconds(note.micros()), note.peer(), note.text()));
        }
    }

    private static String line(Peer<Object> peer) {
        String self = peer.config().self().toString();
        String keeper = peer.keeper()
                .map(source -> source.equals(peer.config().self()) ? "the keeper" : "whose keeper is " + source)
                .orElse("which knows no keeper");
        long beginning = peer.machine().beginning().tick();
        return "is " + self + ", " + keeper + "; settled up to tick " + peer.settledTick() + ", its clock at "
                + peer.tick() + (beginning > 0 ? "; it keeps nothing up to tick " + beginning : "");
    }
}
