"""One scenario, tried: what it is without a fault, and what is wrong after one."""

import signal

from moments import shim

# How a command may end at a fault: the document or the web cannot be read, the inventory is
# damaged or cannot be written, or is busy. 70, a defect of the program, is none of them.
AT_FAULT = {65, 66, 69, 74, 75}

# How a command ends that was done already: with nothing to do, or refused.
DONE_ALREADY = {0, 2, 64, 65, 66, 69, 74, 77}


class Trial:
    """A scenario with what leads from it without a fault."""

    def __init__(self, scenario, workshop, library):
        self.scenario, self.workshop = scenario, workshop
        workshop.put(scenario.fixture)
        # Fixtures do not grow older from one run to the next.
        self.shim = shim.Shim(
            library, workshop.place, workshop.scratch, workshop.made[scenario.fixture])
        # Folders from which the command, given again, did the rest.
        self._well = set()
        self.before, self.wrong, _ = workshop.look(scenario)
        ended = self._run(self.shim.watching())
        self.output = self._plain(ended.output)
        self.after, problems, name = workshop.look(scenario)
        self.wrong += problems
        self.calls, self.changes = self.shim.calls(), self.shim.changes()
        if ended.status != scenario.status:
            self.wrong.append(f"without a fault: {ended}")
        if not scenario.adds:
            self.wrong += self._wrong_again(self.after, name)

    def _plain(self, output):
        return self.workshop.clock.without_now(output)

    def _run(self, variables):
        return self.scenario.run(self.workshop, variables)

    def attack(self, variables):
        """Runs the command from the beginning with a fault; what is wrong with what came of it."""
        self.workshop.put(self.scenario.fixture)
        return self.judge(self._run(variables))

    def judge(self, ended):
        """What is wrong after the command ended so, in words; nothing where all is well."""
        state, wrong, name = self.workshop.look(self.scenario)
        wrong += self._wrong_ending(ended, state) + self.wrong_state(state)
        return wrong or self._wrong_again(state, name)

    def _wrong_ending(self, ended, state):
        if ended.status is None:
            return ["it hangs"]
        if ended.status == -signal.SIGKILL:
            return []
        expected = self.scenario.status
        if ended.status == expected and expected not in AT_FAULT:
            return self._wrong_done(ended, state)
        if ended.status not in AT_FAULT:
            return [str(ended)]
        if self.scenario.tells and ended.status == 74 and ended.output:
            return []
        wrong = []
        if not ended.error.strip() and not self.scenario.between:
            wrong.append(f"status {ended.status} without a word")
        if ended.output and not self.scenario.between:
            wrong.append(f"status {ended.status} with output: {ended.output[:100]}")
        return wrong

    def _wrong_done(self, ended, state):
        wrong = []
        leaves = self.scenario.leaves + ["file:*.part*"]
        if state.masked(leaves) != self.after.masked(leaves) and self.scenario.told:
            wrong.append(f"it says that it is done, and is not: {state.difference(self.after)}")
        # A power cut has no output; what is made by chance is printed, and traces are told.
        if ended.output is not None and not self.scenario.chance + self.scenario.leaves \
                and self._plain(ended.output) != self.output:
            wrong.append(f"it says something else: {ended.output[:300]}")
        return wrong

    def wrong_state(self, state):
        """Whether a state may be while the command runs."""
        between = self.scenario.between + ["file:*.part*"]
        state = state.masked(between)
        legal = [self.before.masked(between), self.after.masked(between)]
        if state in legal or "*" in between:
            return []
        differences = [state.difference(other) for other in legal]
        return [f"neither before ({differences[0]}) nor after ({differences[1]})"]

    def _wrong_again(self, state, name):
        """The command again, without a fault: it does what is not done yet. Not from a folder with
        the same bytes as one from which it did."""
        is_done = state == self.after
        if is_done and self.scenario.adds or self.scenario.once or name in self._well:
            return []
        self.workshop.settle(self.scenario)
        ended = self._run(self.shim.timed())
        expected = {self.scenario.status, 0}
        # One that does several things may have done all but the last.
        if is_done or self.scenario.between:
            expected |= DONE_ALREADY
        again, wrong, _ = self.workshop.look(self.scenario)
        if ended.status not in expected:
            wrong.append(f"again: {ended}")
        leaves = self.scenario.leaves
        if again.masked(leaves) != self.after.masked(leaves):
            wrong.append("again: " + again.masked(leaves).difference(self.after.masked(leaves)))
        if not wrong:
            self._well.add(name)
        return wrong
