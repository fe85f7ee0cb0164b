// kind: helper
// function: bus_reset
// forward: same
// why: A helper with one caller is folded into it.

struct bus { int lines; unsigned int mask; };
void bus_pull(struct bus *bus, int line);

#ifdef OLD
static void pull_all(struct bus *bus)
{
	int i;

	for (i = 0; i < 4; i++) {
		if (bus->mask & (1u << i))
			bus_pull(bus, i);
	}
}

int bus_reset(struct bus *bus)
{
	if (!bus->lines)
		return -6;
	pull_all(bus);
	return bus->lines;
}
#else
int bus_reset(struct bus *bus)
{
	int i;

	if (!bus->lines)
		return -6;
	for (i = 0; i < 4; i++) {
		if (bus->mask & (1u << i))
			bus_pull(bus, i);
	}
	return bus->lines;
}
#endif
