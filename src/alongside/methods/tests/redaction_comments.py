"""Sixty invented comments on which `find` is measured: what points at a person is in braces.

They were written after the rules, and no rule was changed because of them. Some of what is marked
no rule can find (a nickname in small letters, a story only one person could tell).
"""

COMMENTS = """
The session was well run and the food was lovely.
{Hannah} and {Yusuf} made it feel safe to speak up.
I liked that we sat in a circle.
Can {Mr Da Silva} send us the slides please
The exercise about power was an eye opener
Shorter introductions, more talking in pairs.
{Chioma} told us what it was like to wait nine months for a ramp.
Contact me at {rukhsana_b@mail.example} or on {07911 123456}.
I will put a person with lived experience on the interview panel in June.
My neighbour at {27 Cranbourne Avenue} has the same problem with damp.
the screen was too small and i was sat at the back by the radiator
{Cllr Jean Hodgkiss} left before the questions, which says it all.
It would help to have a quiet room.
I came with {my twin brother who runs the chip shop on the estate}.
Best bit: the ladder. Worst bit: the parking.
Why does {the director of adult services} never come to these?
I am Deaf and the BSL interpreter was excellent.
{Aunty Pearl} always says ask first, then build.
More time for the Snakes and Ladders game.
I have written to {the chief executive} four times.
My carer {Zuzanna} should be paid for coming with me.
I got the letter on {14 February 2025}, six weeks after the meeting.
Useful for new starters in Children's Services.
We need a Polish version of the handout.
{Jaswinder}'s story about the school bus was the best part.
Tell {Big Dave} from the allotment he was right!
No complaints.
I'd like the slides before the session, not on the day.
It was moved twice: first the Town Hall, then the library in Smethwick.
Ring me on {0121 555 0198} if you need a volunteer driver.
The bit on Arnstein went over my head.
{Rev. Thompson} opened the hall for us on his day off.
Staff should read the report Nothing About Us Without Us.
I'm {Delroy}. I have used mental health services for thirty years.
Please stop using acronyms like ICB and MDT.
when {jen} cried nobody knew what to do
My passport to work ran out and {Ms O'Leary} sorted it in a day.
Please fix the hearing loop.
Look me up, {@dee_speaks_out}, I post about this every week.
They put me in {Flat 12b} above a pub, with my anxiety.
I'm going to start a lunch club with two people from the group.
NHS number {450 557 7104}, in case you want to check what I say.
Is 90 minutes enough? I think 2 hours with a break.
{Mohammed} was late but {Mohammed}'s presentation was great.
Our service manager has promised us a follow up in September.
My son started at {Beacon Hill special school} and they listened to him.
Great Ideas And Lovely People
I want to see what changes by Christmas.
{Mrs. Begum} translated for half the room, she should get paid.
You lot at the Council could learn from Citizens Advice.
My NI is {JK 45 67 89 B}, please look into it.
I live in {WS10 9TF} and there is one bus a day.
Loved it, 5 stars, would come again.
More jokes from {Baz}.
I was told on the {3rd of March} and had to be out by the {10th}.
The trainer, {Lorraine}, never once looked at her phone.
Bring back the biscuits from the first session in Tipton.
{The headteacher} said it would be sorted.
I will ask "who is not in the room?" at every meeting.
Thank you {Faith} and thank you everybody.
""".strip().splitlines()
