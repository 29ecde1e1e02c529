// One triangle over the whole picture, as far away as can be.
uniform vec3 haze;
uniform vec3 sky;

out vec3 tone;

void main()
{
    vec2 place = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
    gl_Position = vec4(place * 2.0 - 1.0, 1.0, 1.0);
    tone = mix(haze, sky, place.y);
}
