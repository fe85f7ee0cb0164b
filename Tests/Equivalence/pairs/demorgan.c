// kind: de-morgan
// function: frame_ok
// forward: same
// why: The condition is turned by De Morgan's rule.

struct frame { unsigned int length, flags, id; };

#ifdef OLD
int frame_ok(const struct frame *frame)
{
	return !(frame->length > 1500 || (frame->flags & 4) || !frame->id);
}
#else
int frame_ok(const struct frame *frame)
{
	return frame->length <= 1500 && !(frame->flags & 4) && frame->id;
}
#endif
