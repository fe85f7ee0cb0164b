// kind: record
// function: area_of
// forward: drifted
// why: By pointer the caller's record is changed.

struct box { int wide, high; };

#ifdef OLD
static int area(struct box box)
{
	box.wide += 1;
	return box.wide * box.high;
}

int area_of(struct box *box)
{
	return area(*box);
}
#else
static int area(struct box *box)
{
	box->wide += 1;
	return box->wide * box->high;
}

int area_of(struct box *box)
{
	return area(box);
}
#endif
