// kind: de-morgan
// function: frame_ok
// forward: drifted
// why: The last term is given as it is and not as 0 or 1.

struct frame { unsigned int length, flags, id; };

#ifdef OLD
int frame_ok(const struct frame *frame)
{
	return !(frame->length > 1500 || (frame->flags & 4) || !frame->id);
}
#else
int frame_ok(const struct frame *frame)
{
	if (frame->length > 1500 || (frame->flags & 4))
		return 0;
	return frame->id;
}
#endif
