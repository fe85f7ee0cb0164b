// kind: memory
// function: peak_keep
// forward: same
// why: Storing the larger of both is storing where it is larger.

struct peak { long value; };

#ifdef OLD
void peak_keep(struct peak *peak, long value)
{
	if (value > peak->value)
		peak->value = value;
}
#else
void peak_keep(struct peak *peak, long value)
{
	peak->value = peak->value >= value ? peak->value : value;
}
#endif
