// kind: asm
// function: lamp_check
// forward: same
// witness: none: the number names a label that nothing refers to
// why: Likewise where the number is pasted into the template as well, as the kernel did before 6.13; the instruction that follows is the same.

#define paste(c) #c
#define mark_(c) asm volatile(paste(c) ": nop\n\t.pushsection .discard.mark\n\t.long " paste(c) "b - .\n\t.popsection" : : "i" (c))
#define mark__(c) mark_(c)
#define mark() mark__(__COUNTER__)
void lamp_dark(int state);

#ifdef OLD
enum { FIRST = __COUNTER__ };
#else
enum { FIRST = __COUNTER__ + 0 * __COUNTER__ };
#endif

void lamp_check(int state)
{
	mark();
	if (state)
		lamp_dark(state + FIRST);
}
