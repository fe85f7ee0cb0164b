// kind: memory
// function: frame_len
// forward: drifted
// why: The length is read again behind the call that may change it.

struct frame { int length; char *data; };
int frame_check(struct frame *frame);

#ifdef OLD
int frame_len(struct frame *frame)
{
	int length = frame->length;

	if (frame_check(frame))
		return -1;
	return length;
}
#else
int frame_len(struct frame *frame)
{
	if (frame_check(frame))
		return -1;
	return frame->length;
}
#endif
