// kind: record
// function: pose_copy
// forward: same
// why: The literal names all members.

struct pose { int x, y; long turn; };

#ifdef OLD
void pose_copy(struct pose *to, const struct pose *from)
{
	*to = *from;
}
#else
void pose_copy(struct pose *to, const struct pose *from)
{
	*to = (struct pose){ .turn = from->turn, .y = from->y, .x = from->x };
}
#endif
