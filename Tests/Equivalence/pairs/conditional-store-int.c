// kind: memory
// function: peak_keep
// forward: drifted
// why: The larger number is cut to 32 bits.

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
	int kept = value;

	if (value > peak->value)
		peak->value = kept;
}
#endif
