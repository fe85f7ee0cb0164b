// kind: store-order
// function: point_set
// forward: drifted
// why: The members get each other's value.

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
	point->x = y;
	point->y = x;
}
#endif
