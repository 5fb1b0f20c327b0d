#!/usr/bin/env python3
"""A second checker of journals, written from docs/journal.md alone, with nothing but the standard library.

usage: verify.py FOLDER...

For each run folder it prints one line of JSON: whether the journal is sound, every finding as
[code, file, line], the records that count in their order, and how many bodies are withheld.
"""

import hashlib
import heapq
import json
import os
import re
import stat
import sys
from datetime import datetime

MAX_LINE = 65536
ZEROS = "0" * 64
NUMBER = r"(?:0|[1-9][0-9]{0,15})"
POSITIVE = r"[1-9][0-9]{0,15}"
HASH = r"[0-9a-f]{64}"
FEED = r"[0-9a-f]{16}"
SEEN = rf'\["{FEED}",{POSITIVE},"{HASH}"\]'
NAME = re.compile(rf"([A-Za-z0-9._:@+-]{{1,32}})-({FEED})\.jsonl")
FOLDER = re.compile(r"[0-9]{4,9}-[0-9]{3,9}-[a-z0-9_-]+-([a-z0-9]{4})")
HEADER = (
    rf'\{{"v":(?P<v>{POSITIVE}),"run":"(?P<run>[a-z0-9]{{16}})","feed":"(?P<feed>{FEED})","seq":(?P<seq>{POSITIVE}),'
    rf'"prev":"(?P<prev>{HASH})",'
    r'"at":"(?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6})Z",'
    rf'"up":"(?P<up>{NUMBER}\.[0-9]{{6}})","by":"(?P<by>[A-Za-z0-9._:@+-]{{1,32}})"'
    rf'(?:,"seen":\[(?P<seen>{SEEN}(?:,{SEEN})*)\])?'
)
END = (
    rf',"d":"(?P<d>{HASH})","h":"(?P<h>{HASH})",'
    r'"x":(?P<x>null|\{"salt":"[A-Za-z0-9_-]{22}","event":(?P<event>\{[ -~]*\})\})\}'
)
RECORD = re.compile(HEADER + END)
NEWER = re.compile(HEADER + r"(?P<more>(?:(?!,\"h\":\")[!-~])*?)" + END)

# The fields of each kind of event; those with a question mark may be left out.
KINDS = {
    "feed.opened": "writer rules files continues?",
    "run.opened": "run number title runbook version",
    "run.titled": "title",
    "run.closed": "note? deviation?",
    "run.reopened": "reason",
    "console.left": "cause",
    "console.returned": "last away cause",
    "time.set": "by",
    "step.started": "step happened? deviation?",
    "step.done": "step row? happened? deviation?",
    "step.skipped": "step row? deviation",
    "step.not-applicable": "step row? reason",
    "step.blocked": "step reason",
    "step.unblocked": "step note?",
    "step.reopened": "step row? reason",
    "step.assigned": "step person? role?",
    "step.added": "step phase title guide? behind?",
    "step.signed": "step done_of note?",
    "ask.answered": "ask value amends?",
    "ask.cleared": "ask reason",
    "row.added": "ask cells",
    "row.changed": "ask row cells",
    "row.removed": "ask row reason",
    "note.added": "text step? happened?",
    "note.amended": "amends text",
    "decision.made": "question options? choice reason? decided_by step? happened?",
    "call.made": "whom number? reached said step? happened?",
    "question.raised": "text step?",
    "question.answered": "answers text",
    "evidence.added": "step? how name place sha256? size? modified? source? method? finder? happened?",
    "evidence.handed": "evidence to why? happened?",
    "notice.drafted": "notice row? language version text sha256",
    "notice.approved": "notice row? draft_of note? deviation?",
    "notice.sent": "notice row? draft_of? to how reference? happened? deviation?",
    "notice.not-needed": "notice row? reason",
    "timer.started": "title? step? runs",
    "timer.stopped": "timer",
    "alarm.acknowledged": "alarm",
    "phase.completed": "phase open? skipped? deviation?",
    "timer.snoozed": "timer by",
    "role.taken": "role takes_over?",
    "role.given": "role person takes_over?",
    "role.left": "role takes_over? note?",
    "update.posted": "cadence? also? changed next? next_at?",
    "handover.given": "to? text roles? stood",
    "handover.confirmed": "handover note?",
    "conflict.settled": "step? ask? chosen note?",
    "clock.met": "clock row? happened? to reference? evidence? note?",
    "checkpoint": "upto key statement signature",
    "fact.undone": "undoes",
}

# Where an event names the record that it is about: the first of these fields that is there.
REFERENCES = {
    "step.done": "row",
    "step.skipped": "row",
    "step.not-applicable": "row",
    "step.reopened": "row",
    "step.signed": "done_of",
    "ask.answered": "amends",
    "row.changed": "row",
    "row.removed": "row",
    "note.amended": "amends",
    "question.answered": "answers",
    "evidence.handed": "evidence",
    "notice.drafted": "row",
    "notice.approved": "draft_of",
    "notice.sent": "draft_of row",
    "notice.not-needed": "row",
    "timer.stopped": "timer",
    "timer.snoozed": "timer",
    "role.taken": "takes_over",
    "role.given": "takes_over",
    "role.left": "takes_over",
    "handover.confirmed": "handover",
    "conflict.settled": "chosen",
    "clock.met": "evidence row",
    "fact.undone": "undoes",
}


def has_fields(value, fields):
    """Whether an object has these fields and no other."""
    names = fields.split()
    needed = {name for name in names if not name.endswith("?")}
    return isinstance(value, dict) and needed <= set(value) <= {name.rstrip("?") for name in names}


def is_known(event):
    """Whether an event is of version 1, as far as its fields go."""
    if event is None or event["kind"] not in KINDS or not has_fields(event, "kind " + KINDS[event["kind"]]):
        return False
    if event["kind"] != "feed.opened":
        return True
    writer = "person display account uid host machine boot program version mode?"
    continues = event.get("continues")
    return has_fields(event["writer"], writer) and (
        continues is None or has_fields(continues, "feed valid_bytes last")
    )


class Pairs(list):
    """The fields of a JSON object as they stand, also those that are given twice."""


def fields(value, *once):
    """An object by its fields; None where it is none, or has one of these fields twice (without: any field)."""
    if not isinstance(value, Pairs):
        return None
    names = [name for name, _ in value]
    return None if any(names.count(name) > 1 for name in once or names) else dict(value)


def is_continues(value):
    return (
        isinstance(value, dict)
        and isinstance(value.get("feed"), str)
        and re.fullmatch(FEED, value["feed"])
        and isinstance(value.get("last"), str)
        and re.fullmatch(HASH, value["last"])
        and type(value.get("valid_bytes")) is int
        and 0 <= value["valid_bytes"] <= 2**53
    )


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Record:
    """A line that has the form of a record."""

    def __init__(self, line):
        text = line.decode("ascii")
        found = RECORD.fullmatch(text)
        if not found or found["v"] != "1":
            found = NEWER.fullmatch(text)
            if not found or found["v"] == "1":
                raise ValueError("no record")
            if found["more"] and (found["more"][0] != "," or not json.loads("{" + found["more"][1:] + "}")):
                raise ValueError("no fields")
        self.version = int(found["v"])
        self.run, self.feed, self.by = found["run"], found["feed"], found["by"]
        self.seq, self.prev = int(found["seq"]), found["prev"]
        self.at = found["at"]
        datetime.strptime(self.at, "%Y-%m-%dT%H:%M:%S.%f")
        if self.at[17:19] > "59" or self.seq == 0 or max(self.version, self.seq) > 2**53:
            raise ValueError("no record")
        seconds, micros = found["up"].split(".")
        if int(seconds) > 2**53:
            raise ValueError("no record")
        self.up = (int(seconds), int(micros))
        self.seen = [tuple(head) for head in json.loads("[" + (found["seen"] or "") + "]")]
        feeds = [head[0] for head in self.seen]
        if feeds != sorted(set(feeds)) or self.feed in feeds or any(not 0 < head[1] <= 2**53 for head in self.seen):
            raise ValueError("no record")
        self.d, self.h, self.x = found["d"], found["h"], found["x"]
        self.header = text[: text.index(',"h":"')]
        self.event_text = found["event"]
        self.line = self.end = 0

    def header_fits(self):
        return sha256(self.header.encode()) == self.h

    def body_fits(self):
        return self.x == "null" or sha256(self.x.encode()) == self.d

    def pairs(self):
        """The event's fields as they stand; None if it is withheld."""
        return None if self.x == "null" else json.loads(self.event_text, object_pairs_hook=Pairs)

    def event(self):
        """The event; None if it is withheld. Raises ValueError if it is none."""
        if self.x == "null":
            return None
        event = json.loads(self.event_text)
        if not isinstance(event.get("kind"), str):
            raise ValueError("no kind")
        return event


    def refers_to(self):
        """The record that the event is about, if it names one."""
        try:
            event = self.event()
        except ValueError:
            return []
        if self.version != 1 or not is_known(event):
            return []
        names = REFERENCES.get(event["kind"], "").split()
        field = next((name for name in names if event.get(name) is not None), None)
        found = re.fullmatch(rf"({FEED}):({POSITIVE})", str(event.get(field)))
        return [(found[1], int(found[2]))] if found else []


class Feed:
    """The records of one file, and what is wrong with them."""

    def __init__(self, file, person, feed, data):
        self.file, self.person, self.id = "journal/" + file, person, feed
        self.records, self.findings, self.size = [], [], len(data)
        self.passed_over = set()
        *lines, tail = data.split(b"\n")
        self.lines = len(lines)
        offset = 0
        for number, line in enumerate(lines, 1):
            offset += len(line) + 1
            self.take(number, line, offset)
        if not data:
            self.find("empty-feed", None)
        elif tail:
            self.find("torn-tail" if is_beginning(tail) else "form", len(lines) + 1, len(data))
        self.opening = {}
        if self.records and self.records[0].seq == 1 and self.records[0].version == 1:
            self.opening = self.read_opening(self.records[0]) or {}

    def find(self, code, line, end=0):
        self.findings.append((code, line, end))

    def take(self, number, line, end):
        if len(line) + 1 > MAX_LINE:
            self.passed_over.add(number)
            return self.find("line-too-long", number, end)
        try:
            record = Record(line)
        except ValueError:
            self.passed_over.add(number)
            return self.find("form", number, end)
        if record.feed != self.id or record.by != self.person:
            self.passed_over.add(number)
            return self.find("feed" if record.feed != self.id else "by", number, end)
        record.line, record.end = number, end
        before = self.records[-1] if self.records else None
        seq, last_line = (before.seq, before.line) if before else (0, 0)
        lost = number - last_line - 1
        if record.seq != seq + lost + 1:
            if not record.header_fits():
                self.passed_over.add(number)
                return self.find("header-hash", number, end)
            self.find("seq", number, end)
        elif lost == 0 and record.prev != (before.h if before else ZEROS):
            self.find("prev", number, end)
        if record.seq <= seq:
            self.passed_over.add(number)
            return None
        if before and record.up < before.up:
            self.find("up", number, end)
        self.records.append(record)
        return self.check(record, end)

    def check(self, record, end):
        if not record.header_fits():
            return self.find("header-hash", record.line, end)
        if not record.body_fits():
            return self.find("body-digest", record.line, end)
        try:
            event = record.event()
        except ValueError:
            return self.find("form", record.line, end)
        if record.version == 1 and event is not None:
            opens = event["kind"] == "feed.opened"
            if opens != (record.seq == 1) or (opens and self.read_opening(record)["malformed"]):
                return self.find("opening", record.line, end)
        return None

    def read_opening(self, record):
        """What a feed.opened states, whatever else stands in it; None where it is another event."""
        try:
            pairs = record.pairs()
        except ValueError:
            return None
        event = fields(pairs, "kind")
        if event is None or event.get("kind") != "feed.opened":
            return None
        stated = {"files": {}, "continues": None, "malformed": False}
        files = fields(pairs, "files") and fields(event.get("files"))
        if files is not None and all(isinstance(d, str) and re.fullmatch(HASH, d) for d in files.values()):
            stated["files"] = files
        else:
            stated["malformed"] = True
        if fields(pairs, "continues") is None or event.get("continues") is not None:
            continues = fields(event["continues"], "feed", "valid_bytes", "last")
            if fields(pairs, "continues") and is_continues(continues):
                stated["continues"] = continues
            else:
                stated["malformed"] = True
        writer = fields(event.get("writer"), "person", "display") if fields(pairs, "writer") else None
        is_named = writer and isinstance(writer.get("person"), str) and isinstance(writer.get("display"), str)
        if is_named and writer["person"] != self.person:
            stated["malformed"] = True
        return stated

    def by_seq(self, seq):
        return next((record for record in self.records if record.seq == seq), None)


def is_beginning(tail):
    """Whether bytes are the beginning of a record, with or without zeros behind."""
    tail = tail.rstrip(b"\0")
    if len(tail) >= MAX_LINE:
        return False
    try:
        text = tail.decode("ascii")
    except UnicodeDecodeError:
        return False
    start = (
        '{"v":1,"run":"%s","feed":"%s","seq":1,"prev":"%s","at":"2000-01-01T00:00:00.000000Z","up":"0.000000","by":"a"'
        % ("a" * 16, "0" * 16, ZEROS)
    )
    seen = ',"seen":[["%s",1,"%s"],["%s",1,"%s"]]' % ("0" * 16, ZEROS, "1" * 16, ZEROS)
    digests = ',"d":"%s","h":"%s","x":' % (ZEROS, ZEROS)
    bodies = ("null}", '{"salt":"%s","event":{}}}' % ("a" * 22))
    models = [start + more + digests + body for more in ("", seen) for body in bodies]
    event = text.find('","event":{')
    if event < 0 or ',"x":' not in text:
        # Before the event, whatever completes it must make a record.
        return not text or any(
            RECORD.fullmatch(text + model[place:]) for model in models for place in range(len(model) + 1)
        )
    event += len('","event":')
    if not RECORD.fullmatch(text[:event] + "{}}}"):
        return False
    try:
        rest = skip_json(text, event)
    except EOFError:
        return True
    except ValueError:
        return False
    return text[rest:] in ("", "}", "}}")


def skip_json(text, at, depth=0):
    """The end of the JSON value at a place; EOFError if it is cut there, ValueError if it is none."""

    def follows(pattern, cut):
        found = re.compile(pattern).match(text, at)
        if found:
            return found.end()
        raise EOFError if re.compile(cut).fullmatch(text, at) else ValueError

    def string():
        escape = r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})'
        return follows(
            rf'"(?:[ !#-\[\]-~]|{escape})*"', rf'"(?:[ !#-\[\]-~]|{escape})*(?:\\(?:u[0-9a-fA-F]{{0,3}})?)?|'
        )

    if at == len(text):
        raise EOFError
    if text[at] == '"':
        return string()
    if text[at] not in "{[":
        number = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
        word = r"t(?:r(?:u)?)?|f(?:a(?:l(?:s)?)?)?|n(?:u(?:l)?)?"
        cut = rf"-?(?:0|[1-9][0-9]*)?(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?|{word}"
        end = follows(rf"(?:{number}|true|false|null)(?=[^0-9.eE+-])", rf"{number}|true|false|null|{cut}")
        return end
    is_object, close = text[at] == "{", "}" if text[at] == "{" else "]"
    at = follows(r"[{\[] *", "[{\\[] *")
    if at == len(text):
        raise EOFError
    if text[at] == close:
        return at + 1
    while True:
        if is_object:
            at = string()
            at = follows(r" *: *", r" *(: *)?")
        at = skip_json(text, at, depth + 1)
        at = follows(r" *[,\]}] *", r" *")
        mark = text[:at].rstrip(" ")[-1]
        if mark == close:
            return len(text[:at].rstrip(" "))
        if mark != ",":
            raise ValueError


def regular(path, follow=False):
    return stat.S_ISREG((os.stat if follow else os.lstat)(path).st_mode)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Run:
    def __init__(self, folder):
        self.folder, self.findings = folder, []
        self.feeds = self.read_feeds()
        self.run = self.find_run()
        self.by_id = {}
        for feed in self.feeds:
            if feed.id in self.by_id:
                self.find("duplicate-feed", feed.file)
                feed.counting = []
            else:
                self.by_id[feed.id] = feed
        self.continued = {}
        self.look_back()
        self.choose()
        self.look_aside()
        self.order = self.put_in_order()
        if not self.order:
            self.find("no-feed", "journal")
        self.look_beside()
        self.withheld = sum(record.x == "null" for _, record in self.order)
        for feed in self.feeds:
            self.tell(feed)

    def find(self, code, file, line=None):
        self.findings.append((code, file, line))

    def read_feeds(self):
        feeds = []
        folder = os.path.join(self.folder, "journal")
        for file in sorted(os.listdir(folder)):
            name = NAME.fullmatch(file)
            if not name:
                self.find("stray-file", "journal/" + file)
            elif not regular(os.path.join(folder, file)):
                self.find("file-type", "journal/" + file)
            else:
                feeds.append(Feed(file, name[1], name[2], read(os.path.join(folder, file))))
        return sorted(feeds, key=lambda feed: (feed.id, feed.person))

    def find_run(self):
        records = [record for feed in self.feeds for record in feed.records]
        runs = [record.run for record in records if record.header_fits()] or [record.run for record in records]
        name = FOLDER.fullmatch(os.path.basename(os.path.abspath(self.folder)))
        named = [run for run in runs if name and run.startswith(name[1])]
        return min(set(named or runs), key=lambda run: (-runs.count(run), run), default=None)

    def look_back(self):
        """What feeds say of those that they continue."""
        links = {}
        for feed in self.by_id.values():
            if feed.opening.get("continues"):
                links[feed.id] = self.earlier(feed, feed.opening["continues"])
        for later, link in links.items():
            step, steps = link, 0
            while step and step[0] != later and steps <= len(links):
                step, steps = links.get(step[0]), steps + 1
            if not link or (step and step[0] == later):
                self.find("continues", self.by_id[later].file, 1)
            else:
                earlier, seq = link
                self.continued[earlier] = min(seq, self.continued.get(earlier, seq))

    def earlier(self, feed, continues):
        """The feed that another one continues, and the last record of it that counts; None where it is not so."""
        earlier = self.by_id.get(continues["feed"])
        if not earlier or earlier is feed or earlier.person != feed.person:
            return None
        own = feed.records[0].run
        if continues["last"] == ZEROS:
            is_other = earlier.records and earlier.records[0].run != own
            return None if is_other or continues["valid_bytes"] else (earlier.id, 0)
        last = next((record for record in earlier.records if record.h == continues["last"]), None)
        if not last or last.run != own:
            return None
        is_redacted = any(record.x == "null" for record in earlier.records if record.seq <= last.seq)
        return (earlier.id, last.seq) if is_redacted or last.end == continues["valid_bytes"] else None

    def choose(self):
        """Which records count."""
        for feed in self.feeds:
            last = self.continued.get(feed.id, float("inf"))
            for record in feed.records:
                if record.run != self.run:
                    self.find("run", feed.file, record.line)
            own = self.by_id[feed.id] is feed
            feed.counting = [
                record for record in feed.records if own and record.run == self.run and record.seq <= last
            ]

    def look_aside(self):
        """What was seen and is not there, or does not count."""
        for feed in self.feeds:
            told, void = set(), set()
            for record in feed.counting:
                for other, seq, h in record.seen:
                    code = self.missing(other, seq, h)
                    if code and other not in told:
                        told.add(other)
                        self.find(code, feed.file, record.line)
                for other, seq in [head[:2] for head in record.seen] + record.refers_to():
                    is_void = other in self.continued and seq > self.continued[other]
                    if is_void and self.by_id[other].person != feed.person and other not in void:
                        void.add(other)
                        self.find("seen-void", feed.file, record.line)

    def missing(self, other, seq, h):
        feed = self.by_id.get(other)
        if not feed:
            return "seen-feed"
        record = feed.by_seq(seq)
        if record:
            return None if record.h == h else "seen-hash"
        last, line = (feed.records[-1].seq, feed.records[-1].line) if feed.records else (0, 0)
        is_behind = other in self.continued and seq > self.continued[other]
        return None if is_behind or seq <= last + feed.lines - line else "seen-record"

    def put_in_order(self):
        order, taken = [], {feed.id: 0 for feed in self.by_id.values()}
        ready, left = [], dict(self.by_id)

        def upcoming(feed):
            return feed.counting[taken[feed.id]] if taken[feed.id] < len(feed.counting) else None

        def is_free(record):
            others = ((self.by_id.get(other), seq) for other, seq, _ in record.seen)
            waits = (upcoming(other) and upcoming(other).seq <= seq for other, seq in others if other)
            return not any(waits)

        while True:
            heads = [(record.at, feed.id, record.seq, record) for feed in left.values() if (record := upcoming(feed))]
            if not heads:
                return order
            ready = [head for head in heads if is_free(head[3])]
            if not ready:
                heapq.heapify(heads)
                self.find("cycle", self.by_id[heads[0][1]].file, heads[0][3].line)
                ready = heads[:1]
            _, feed, _, record = min(ready, key=lambda head: head[:3])
            taken[feed] += 1
            order.append((self.by_id[feed], record))

    def look_beside(self):
        for feed in self.feeds:
            for name, digest in feed.opening.get("files", {}).items():
                path = os.path.join(self.folder, name)
                if name in ("", ".", "..") or os.path.basename(name) != name or not os.path.lexists(path):
                    self.find("file-missing", feed.file, 1)
                elif not regular(path):
                    self.find("file-type", name)
                elif sha256(read(path)) != digest:
                    self.find("file-changed", feed.file, 1)
        folder = os.path.join(self.folder, "evidence")
        copies = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        for copy in copies:
            if not regular(os.path.join(folder, copy)):
                self.find("file-type", "evidence/" + copy)
        for _, record in self.order:
            try:
                event = record.event()
            except ValueError:
                continue
            if record.version == 1 and event and (event["kind"], event.get("how")) == ("evidence.added", "copied"):
                self.look_at_copy(event.get("sha256"), folder, copies)

    def look_at_copy(self, digest, folder, copies):
        digest = digest if isinstance(digest, str) and re.fullmatch(HASH, digest) else None
        named = [copy for copy in copies if digest and copy.startswith(digest)]
        if not named:
            self.find("evidence-missing", f"evidence/{digest}-…" if digest else "evidence")
        for copy in named:
            path = os.path.join(folder, copy)
            if regular(path) and sha256(read(path)) != digest:
                self.find("evidence-changed", "evidence/" + copy)

    def tell(self, feed):
        """The findings of a feed, but for those behind where what counts of it ends."""
        last = self.continued.get(feed.id)
        end = None
        if last is not None:
            end = feed.by_seq(last).end if last else 0
            if feed.size > end:
                self.find("void", feed.file, feed.by_seq(last).line + 1 if last else 1)
        for code, line, finding_end in feed.findings:
            if end is None or finding_end <= end:
                self.find(code, feed.file, line)


NOTES = {"torn-tail", "void", "withheld", "newer", "empty-feed", "stray-file"}


def main(folders):
    for folder in folders:
        run = Run(folder)
        print(
            json.dumps(
                {
                    "sound": all(code in NOTES for code, _, _ in run.findings),
                    "findings": run.findings,
                    "order": [f"{feed.id}:{record.seq}" for feed, record in run.order],
                    "withheld": run.withheld,
                }
            )
        )


if __name__ == "__main__":
    main(sys.argv[1:])
