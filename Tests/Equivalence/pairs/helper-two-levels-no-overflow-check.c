// kind: helper
// function: cell_charge
// forward: drifted
// why: Where the product wraps to a negative number, the old side gives it as an error.

struct cell { int volts, amps; };
int cell_read(struct cell *cell, int what);

#ifdef OLD
static int read_scaled(struct cell *cell, int what, int scale)
{
	int raw = cell_read(cell, what);

	return raw < 0 ? raw : raw * scale;
}
static int read_volts(struct cell *cell)
{
	return read_scaled(cell, 1, 10);
}

int cell_charge(struct cell *cell)
{
	int volts = read_volts(cell);

	if (volts < 0)
		return volts;
	cell->volts = volts;
	return 0;
}
#else
int cell_charge(struct cell *cell)
{
	int raw = cell_read(cell, 1);

	if (raw < 0)
		return raw;
	cell->volts = raw * 10;
	return 0;
}
#endif
