// kind: layout
// function: meter_add
// forward: same
// path: spare -
// why: A member that nobody here touches was added in front.

#ifdef OLD
struct meter { int total; short kind; long last; };

void meter_add(struct meter *meter, int by)
{
	meter->total += by;
	meter->last = by;
	meter->kind = 1;
}
#else
struct meter { int total; int spare; short kind; long last; };

void meter_add(struct meter *meter, int by)
{
	meter->total += by;
	meter->last = by;
	meter->kind = 1;
}
#endif
