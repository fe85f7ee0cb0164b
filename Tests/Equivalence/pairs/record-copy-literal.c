// kind: record
// function: pose_copy
// forward: drifted
// why: What a literal does not name becomes zero.

struct pose { int x, y; long turn; };

#ifdef OLD
void pose_copy(struct pose *to, const struct pose *from)
{
	*to = *from;
}
#else
void pose_copy(struct pose *to, const struct pose *from)
{
	*to = (struct pose){ .x = from->x, .y = from->y };
}
#endif
