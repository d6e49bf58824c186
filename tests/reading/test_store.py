"""Finished pages in memory: bounded, and never an older state."""

from threading import Thread

from kmsite.reading_room.store import Store


def test_a_page_is_found_in_the_state_it_was_kept_in_and_in_no_other():
    store = Store(most_bytes=1000, most_entries=10)
    store.put("pump", "first", (b"text",))
    assert store.get("pump", "first") == (b"text",)
    assert store.get("pump", "second") is None


def test_a_new_state_takes_the_place_of_the_old_one():
    store = Store(most_bytes=1000, most_entries=10)
    store.put("pump", "first", (b"old",))
    store.put("pump", "second", (b"new",))
    assert store.get("pump", "second") == (b"new",)
    assert store.get("pump", "first") is None


def test_the_page_that_nobody_asked_for_the_longest_goes_first():
    store = Store(most_bytes=1000, most_entries=2)
    store.put("a", 1, (b"a",))
    store.put("b", 1, (b"b",))
    store.get("a", 1)
    store.put("c", 1, (b"c",))
    assert store.get("a", 1)
    assert store.get("b", 1) is None
    assert store.get("c", 1)


def test_the_store_holds_no_more_bytes_than_it_may():
    store = Store(most_bytes=1000, most_entries=100)
    for number in range(50):
        store.put(number, 1, (b"x" * 100,))
    kept = [number for number in range(50) if store.get(number, 1)]
    assert kept == list(range(40, 50))


def test_one_huge_page_does_not_drive_out_all_others():
    store = Store(most_bytes=1000, most_entries=100)
    store.put("pump", 1, (b"text",))
    store.put("huge", 1, (b"x" * 900,))
    assert store.get("huge", 1) is None
    assert store.get("pump", 1)


def test_threads_that_fill_the_store_at_once_leave_it_within_its_bounds():
    store = Store(most_bytes=2000, most_entries=20)

    def fill(start):
        for number in range(500):
            store.put((start + number) % 60, number, (b"x" * (number % 90),))
            store.get(number % 60, number)

    threads = [Thread(target=fill, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = list(store._entries.values())
    assert 0 < len(kept) <= 20
    assert store._bytes == sum(entry.size for entry in kept) <= 2000
