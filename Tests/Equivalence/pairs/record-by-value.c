// kind: record
// function: area_of
// forward: same
// why: The record is passed by value or by pointer to a helper.

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
static int area(const struct box *box)
{
	return (box->wide + 1) * box->high;
}

int area_of(struct box *box)
{
	return area(box);
}
#endif
