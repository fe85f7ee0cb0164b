// kind: memory
// function: frame_len
// forward: same
// why: The local has another name.

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
	const int kept = frame->length;
	int ret = kept;

	if (frame_check(frame) != 0)
		ret = -1;
	return ret;
}
#endif
