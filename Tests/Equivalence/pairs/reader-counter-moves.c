// kind: asm
// function: lamp_check
// forward: same
// witness: none: the number names a label that nothing refers to
// why: What __COUNTER__ stands for is no behaviour: another user before it shifts the number (as an added WARN does on x86).

#define mark() asm volatile("%c0: nop\n\t.pushsection .discard.mark\n\t.long %c0b - .\n\t.popsection" : : "i" (__COUNTER__))
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
