// kind: store-order
// function: point_set
// forward: drifted
// why: One member is not written any more.

struct point { int x, y; };

#ifdef OLD
void point_set(struct point *point, int x, int y)
{
	point->x = x;
	point->y = y;
}
#else
void point_set(struct point *point, int x, int y)
{
	point->x = x;
}
#endif
