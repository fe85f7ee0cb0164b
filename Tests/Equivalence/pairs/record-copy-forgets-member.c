// kind: record
// function: pose_copy
// forward: drifted
// why: One member is not copied.

struct pose { int x, y; long turn; };

#ifdef OLD
void pose_copy(struct pose *to, const struct pose *from)
{
	*to = *from;
}
#else
void pose_copy(struct pose *to, const struct pose *from)
{
	to->x = from->x;
	to->y = from->y;
}
#endif
