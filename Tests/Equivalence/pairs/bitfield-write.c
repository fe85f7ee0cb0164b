// kind: bit-field
// function: mode_set
// forward: same
// why: A bit-field takes the low bits of what is stored.

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
	mode->on = 1;
	mode->level = level & 7;
}
#endif
