# The school: lessons and certificates. The lessons themselves are in school/*.yaml.

learning = <b>Learning and experience</b>

    Short lessons for those who run a TOS or are about to begin. Reading needs neither consent nor signing up.
learning-school = School: lessons of 3–5 minutes
learning-practice = Neighbours' experience: what worked
learning-helpers = Who helps: where to go and with what

school = <b>The TOS school</b>

    Two courses of eight lessons. A lesson is a few short screens, an example with numbers, three questions and a form in Word. Begin with any.
school-course = { $title } · { $done } of { $all }
school-about = <b>{ $title }</b>

    { $about }
school-lesson = { $number }. { $title }
school-lesson-done = ✅ { $number }. { $title }
school-head = <b>{ $title }</b> · { $screen } of { $screens }
school-sources = <blockquote expandable>Where it comes from
    { $sources }</blockquote>
school-example = <b>Example.</b> People and numbers are invented.
school-question = <b>Question.</b> { $question }
school-right = <b>Right: { $answer }.</b>

    { $question }

    { $why }
school-wrong = <b>Not quite.</b>

    { $question }
    You answered: { $answer }.
    Right: { $right }.

    { $why }
school-again = Answer again
school-end = <b>The lesson "{ $title }" is done.</b>

    You have learnt { $gist }.

    I remembered nothing: that needs your consent. With it you see what is done, and after all lessons of a course you may take a certificate.
school-end-kept = <b>The lesson "{ $title }" is done and marked.</b>

    You have learnt { $gist }.
school-form = Form: { $title }
school-next = Next lesson
school-remember = Remember what I finish
school-certificate = Get the certificate
school-to-course = To the lessons
school-to-courses = To the courses
school-to-lesson = Back to the lesson
school-gone = This lesson has changed. Here are all courses.
school-form-sent = The form "{ $title }", in Russian as papers are. Fill it in Word or by hand.
school-form-note = The form of the lesson "{ $title }" of the TOS school. It is a sample, no official form.

certificate-ask = <b>Whose name shall stand on the certificate?</b>

    Write the first name and the surname. Everybody who has the paper and its link will see it.
certificate-name-wrong = Write a first name and a surname in words, without digits, in one line.
certificate-early = A certificate is for all lessons of the course. Those without a tick are left.
certificate-sent = Your certificate, in Russian as papers are. By its link anybody can check that it is true: { $link }

    An error in the name? Take it once more, the number stays.
certificate-unknown = There is no certificate with this number. Perhaps its owner erased their data, or the link has an error.
certificate-true = <b>Certificate { $code } is true</b>

    { $name }
    The course "{ $course }", { $day }

    What the course teaches:
    { $learnt }
diploma-heading = Certificate { $code }
diploma-course = has finished the course "{ $title }" of the TOS school, lessons: { $lessons }
diploma-learnt = What the course teaches:
diploma-foot = Issued on { $on }. To check: { $link }. The certificate says that the lessons were finished; it is no diploma of education.
