// kind: bit-field
// function: mode_set
// forward: drifted
// why: Levels that do not fit are now the largest.

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
	mode->level = level > 7 ? 7 : level;
	mode->on = 1;
}
#endif
