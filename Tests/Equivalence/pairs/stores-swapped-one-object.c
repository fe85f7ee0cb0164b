// kind: store-order
// function: point_set
// forward: same
// why: Two members of one object are written in the other order.

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
	point->y = y;
	point->x = x;
}
#endif
