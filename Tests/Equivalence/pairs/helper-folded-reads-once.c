// kind: helper
// function: bus_reset
// forward: drifted
// why: The mask is read once, and bus_pull() may change it.

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
	unsigned int mask = bus->mask;
	int i;

	if (!bus->lines)
		return -6;
	for (i = 0; i < 4; i++) {
		if (mask & (1u << i))
			bus_pull(bus, i);
	}
	return bus->lines;
}
#endif
