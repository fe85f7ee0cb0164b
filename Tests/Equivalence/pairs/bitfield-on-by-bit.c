// kind: bit-field
// function: mode_set
// forward: drifted
// why: Only the low bit decides what is stored in one bit.

struct mode { unsigned int level : 3; unsigned int on : 1; unsigned int rest : 28; };

#ifdef OLD
void mode_set(struct mode *mode, unsigned int level)
{
	mode->level = level;
	mode->on = 1;
}
#else
void mode_set(struct mode *mode, unsigned int level)
{
	mode->level = level;
	mode->on = level;
}
#endif
