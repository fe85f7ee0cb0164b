// kind: record
// function: pose_copy
// forward: same
// why: A record is copied whole or member by member; both may be the same record.

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
	to->turn = from->turn;
}
#endif
