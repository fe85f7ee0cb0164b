// kind: de-morgan
// function: frame_ok
// forward: drifted
// why: One operator was not turned with the others.

struct frame { unsigned int length, flags, id; };

#ifdef OLD
int frame_ok(const struct frame *frame)
{
	return !(frame->length > 1500 || (frame->flags & 4) || !frame->id);
}
#else
int frame_ok(const struct frame *frame)
{
	return frame->length <= 1500 && (!(frame->flags & 4) || frame->id);
}
#endif
