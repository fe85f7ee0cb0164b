// kind: layout
// function: meter_add
// forward: same
// why: The members stand in another order; the function means the same members.

#ifdef OLD
struct meter { int total; short kind; long last; };

void meter_add(struct meter *meter, int by)
{
	meter->total += by;
	meter->last = by;
	meter->kind = 1;
}
#else
struct meter { long last; int total; short kind; };

void meter_add(struct meter *meter, int by)
{
	meter->total += by;
	meter->last = by;
	meter->kind = 1;
}
#endif
