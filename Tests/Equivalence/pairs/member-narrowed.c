// kind: layout
// function: meter_add
// forward: drifted
// why: The text is the same, but the total now has 16 bits.

#ifdef OLD
struct meter { int total; short kind; long last; };

void meter_add(struct meter *meter, int by)
{
	meter->total += by;
	meter->last = by;
	meter->kind = 1;
}
#else
struct meter { short total; short kind; long last; };

void meter_add(struct meter *meter, int by)
{
	meter->total += by;
	meter->last = by;
	meter->kind = 1;
}
#endif
